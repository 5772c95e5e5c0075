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

/** So many names a call of API v1 takes (SES API v1, GetIdentityDkimAttributes). */
export const batchSize = 100;

/** The answers of API v1 about many identities. */
export interface Batches {
  /** What is known of an identity; null for one that is in no batch. Rejects when the run ends before. */
  of: (name: string) => Promise<Batched> | null;
  /** Resolves when every batch has ended. `onBatch` is told of each in turn. */
  run: (onBatch: (names: readonly string[]) => Promise<void>) => Promise<void>;
}

/**
 * Asks about the names in batches: the four actions side by side, as each has a rate of its own, batch after batch.
 * So many batches are under way at once as keep the calls waiting for their turn, and no more.
 */
export function createBatches(
  aws: AwsProbe<Actions>,
  names: readonly string[],
  signal: AbortSignal,
): Batches {
  const answers = new Map(names.map((name) => [name, promised<Batched>()]));
  const groups = Array.from({ length: Math.ceil(names.length / batchSize) }, (_, index) =>
    names.slice(index * batchSize, (index + 1) * batchSize),
  );

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

  return {
    of: (name) => answers.get(name)?.promise ?? null,
    run: async (onBatch) => {
      const left = groups.values();
      const judged: Promise<void>[] = [];
      const work = async (): Promise<void> => {
        for (const group of left) {
          if (signal.aborted) return;
          await ask(group);
          judged.push(onBatch(group));
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
