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
 */
export function createBatches(aws: AwsProbe<Actions>, signal: AbortSignal): Batches {
  const answers = new Map<string, ReturnType<typeof promised<Batched>>>();
  let queued: string[] = [];
  let closed = false;
  let more = promised<null>();

  async function ask(Identities: readonly string[]): Promise<void> {
    const input = { Identities: [...Identities] };
    const [verification, dkim, mailFrom, notifications] = await Promise.all([
      answerOf(aws('ses:GetIdentityVerificationAttributes', input)),
      answerOf(aws('ses:GetIdentityDkimAttributes', input)),
      answerOf(aws('ses:GetIdentityMailFromDomainAttributes', input)),
      answerOf(aws('ses:GetIdentityNotificationAttributes', input)),
    ]);
    for (const name of Identities) {
      answers.get(name)?.resolve({
        verification: entryOf(verification, (reply) => reply.VerificationAttributes[name]),
        dkim: entryOf(dkim, (reply) => reply.DkimAttributes[name]),
        mailFrom: entryOf(mailFrom, (reply) => reply.MailFromDomainAttributes[name]),
        notifications: entryOf(notifications, (reply) => reply.NotificationAttributes[name]),
      });
    }
  }

  /** A whole batch, or what is left once no more names come; null at the end. */
  async function next(): Promise<readonly string[] | null> {
    while (queued.length < batchSize && !closed) await more.promise;
    const batch = queued.slice(0, batchSize);
    queued = queued.slice(batchSize);
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
        queued.push(name);
      }
      wake();
    },
    drop: () => {
      queued = [];
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

function entryOf<R, T>(answer: Answer<R>, pick: (reply: R) => T | undefined): Answer<T | null> {
  return answer.ok ? { ok: true, value: pick(answer.value) ?? null } : answer;
}
