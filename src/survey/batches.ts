import { identitiesACall as batchSize } from '../facts/events-feedback.ts';
import type { AwsReply } from '../model/aws-replies.ts';
import type { AwsProbe } from '../model/aws.ts';
import { type Answer, answerOf, Unavailable } from '../model/unavailable.ts';

/** What API v1 says of one identity, a question each; null where its reply has no entry for it. */
export interface Batched {
  verification: Answer<V1<'VerificationAttributes', 'ses:GetIdentityVerificationAttributes'> | null>;
  dkim: Answer<V1<'DkimAttributes', 'ses:GetIdentityDkimAttributes'> | null>;
  mailFrom: Answer<V1<'MailFromDomainAttributes', 'ses:GetIdentityMailFromDomainAttributes'> | null>;
  notifications: Answer<V1<'NotificationAttributes', 'ses:GetIdentityNotificationAttributes'> | null>;
}

type Actions =
  | 'ses:GetIdentityVerificationAttributes'
  | 'ses:GetIdentityDkimAttributes'
  | 'ses:GetIdentityMailFromDomainAttributes'
  | 'ses:GetIdentityNotificationAttributes';

type V1<Member extends string, A extends Actions> =
  AwsReply<A> extends Record<Member, Record<string, infer Entry>> ? Entry : never;

/** The actions, by what each tells, and what of a reply is about an identity. */
const parts = {
  verification: 'ses:GetIdentityVerificationAttributes',
  dkim: 'ses:GetIdentityDkimAttributes',
  mailFrom: 'ses:GetIdentityMailFromDomainAttributes',
  notifications: 'ses:GetIdentityNotificationAttributes',
} as const satisfies Record<keyof Batched, Actions>;

const entriesOf = {
  verification: (reply: AwsReply<typeof parts.verification>) => reply.VerificationAttributes,
  dkim: (reply: AwsReply<typeof parts.dkim>) => reply.DkimAttributes,
  mailFrom: (reply: AwsReply<typeof parts.mailFrom>) => reply.MailFromDomainAttributes,
  notifications: (reply: AwsReply<typeof parts.notifications>) => reply.NotificationAttributes,
};

/** What API v1 has said of an identity so far. */
export type Told = Partial<Batched>;

/** What an earlier reply to one of the actions says of an identity; empty for another action. */
export function toldBy(action: string, reply: unknown, name: string): Told {
  const [part] = Object.entries(parts).find(([, one]) => one === action) ?? [];
  if (part === undefined) return {};
  // The reply is one to this action.
  const entries = entriesOf[part as keyof Batched](reply as never) as Readonly<Record<string, unknown>>;
  return { [part]: { ok: true, value: entries[name] ?? null } };
}

const isWhole = (told: Told): told is Batched => Object.keys(told).length === Object.keys(parts).length;

/** The answers of API v1 about many identities. */
export interface Batches {
  /** Names to ask about. */
  add: (names: readonly string[]) => void;
  /** No more names will come. */
  close: () => void;
  /** Forgets the names that are not asked about yet, and closes. */
  drop: () => void;
  /** What is known of an identity; null for one that was not added, or is forgotten. Rejects when the run ends before. */
  of: (name: string) => Promise<Batched> | null;
  /** Lets go of what is known of an identity that nobody will ask about any more. */
  forget: (name: string) => void;
  /**
   * Resolves when all is asked, the names are closed and `onBatch`, which is told of each batch, has ended. While
   * `isHeeded`, no more is asked than is judged: what waits to be judged would pile up.
   */
  run: (onBatch: (names: readonly string[]) => Promise<void>, isHeeded: () => boolean) => Promise<void>;
}

/**
 * Asks about names in batches, while they are still being listed: the four actions side by side, as each has a rate of
 * its own, batch after batch. So many batches are under way at once as keep the calls waiting for their turn, and no more.
 * `told`: what an earlier run was told, which is not asked again.
 */
export function createBatches(
  aws: AwsProbe<Actions>,
  signal: AbortSignal,
  told: (name: string) => Told = () => ({}),
): Batches {
  const answers = new Map<string, ReturnType<typeof promised<Batched>>>();
  const queued: string[] = [];
  const known: string[] = [];
  let closed = false;
  let more = promised<null>();

  /** Asks one action about those of whom it has not told yet. */
  async function partOf<P extends keyof Batched>(
    part: P,
    names: readonly string[],
  ): Promise<(name: string) => Batched[P]> {
    const left = names.filter((name) => told(name)[part] === undefined);
    const reply = left.length === 0 ? null : await answerOf(aws(parts[part], { Identities: [...left] }));
    return (name) => {
      const before: Told[P] = told(name)[part];
      if (before !== undefined || reply === null) return before as Batched[P];
      if (!reply.ok) return reply;
      // The part is the one that the action tells.
      const entries = entriesOf[part](reply.value as never) as Readonly<Record<string, unknown>>;
      return { ok: true, value: entries[name] ?? null } as Batched[P];
    };
  }

  async function ask(names: readonly string[]): Promise<void> {
    const [verification, dkim, mailFrom, notifications] = await Promise.all([
      partOf('verification', names),
      partOf('dkim', names),
      partOf('mailFrom', names),
      partOf('notifications', names),
    ]);
    for (const name of names)
      answers.get(name)?.resolve({
        ...{ verification: verification(name), dkim: dkim(name) },
        ...{ mailFrom: mailFrom(name), notifications: notifications(name) },
      });
  }

  /** A whole batch, or what is left once no more names come; null at the end. Those of whom all is told share none. */
  async function next(): Promise<readonly string[] | null> {
    while (known.length === 0 && queued.length < batchSize && !closed) await more.promise;
    const from = known.length > 0 ? known : queued;
    const batch = from.splice(0, batchSize);
    return batch.length === 0 ? null : batch;
  }

  function wake(): void {
    const woken = more;
    more = promised<null>();
    woken.resolve(null);
  }

  return {
    add: (names) => {
      for (const name of names) {
        if (answers.has(name)) continue;
        answers.set(name, promised<Batched>());
        (isWhole(told(name)) ? known : queued).push(name);
      }
      wake();
    },
    drop: () => {
      queued.length = 0;
      known.length = 0;
      closed = true;
      wake();
    },
    close: () => {
      closed = true;
      wake();
    },
    of: (name) => answers.get(name)?.promise ?? null,
    forget: (name) => {
      answers.delete(name);
    },
    run: async (onBatch, isHeeded) => {
      const judged: Promise<void>[] = [];
      const work = async (): Promise<void> => {
        let before = Promise.resolve();
        for (let batch = await next(); batch !== null && !signal.aborted; batch = await next()) {
          await ask(batch);
          if (isHeeded()) await before;
          before = onBatch(batch);
          judged.push(before);
        }
      };
      await Promise.all(Array.from({ length: sideBySide }, work));
      for (const { promise, reject } of answers.values()) {
        promise.catch(() => undefined);
        reject(new Unavailable('interrupted', 'the survey ended before this identity had its turn'));
      }
      await Promise.all(judged);
    },
  };
}

/** A promise with what settles it. */
function promised<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let settle: Pick<ReturnType<typeof promised<T>>, 'resolve' | 'reject'> | null = null;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // The executor has run by now.
  return { promise, ...(settle as unknown as Pick<ReturnType<typeof promised<T>>, 'resolve' | 'reject'>) };
}

/** Batches under way at once: while one waits for its answers, the next has its turn. */
const sideBySide = 4;
