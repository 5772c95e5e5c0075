import { causeOfStatus } from '../tables/enhanced-status.ts';
import { weighNumber, weighWords } from './reply-words.ts';

/** What is known of a reply whose sentence no table of a receiver holds. */
export interface ReplyEvidence {
  reply: string;
  /** The sentences that tables know in it, with what each weighs. */
  sentences: readonly { code: string; weight: number }[];
  /** Enhanced status code, or null. */
  status: string | null;
  /** Whose reply it is, as the table of enhanced statuses names receivers; null where nobody is known. */
  receiver?: string | null;
}

/** A cause with the sum of what speaks for it. */
export interface Judged {
  code: string;
  score: number;
  isStatusAlone: boolean;
  data: Readonly<Record<string, string>>;
}

/** Causes whose sentences in the general table stand for many others. */
export const vagueCodes: ReadonlySet<string> = new Set([
  'bounce/policy-rejected',
  'bounce/content-rejected',
  'bounce/expired',
  'bounce/rate-limited',
]);

/**
 * Causes of a reply, likeliest first: the sentence that a table holds, what the concepts of the words say, and the status are
 * different sources, and their weights add up. Empty when nothing speaks for any.
 */
export function weighReply({ reply, sentences, status, receiver = null }: ReplyEvidence): readonly Judged[] {
  const scores = new Map<
    string,
    { score: number; sources: number; data: Readonly<Record<string, string>> }
  >();
  const add = (code: string, weight: number, data: Readonly<Record<string, string>> = {}): void => {
    const known = scores.get(code);
    scores.set(code, {
      score: (known?.score ?? 0) + weight,
      sources: (known?.sources ?? 0) + 1,
      data: { ...known?.data, ...data },
    });
  };
  for (const { code, weight, data } of weighWords(reply)) add(code, weight, data);
  const worded = scores.size > 0;
  for (const { code, weight } of sentences) add(code, weight);
  const meaning = causeOfStatus(status ?? '', receiver);
  if (meaning !== null) add(meaning.code, meaning.isVague ? 0.6 : 2);
  const number = /^\D{0,6}([245]\d\d)\b/u.exec(reply)?.[1];
  if (scores.size === 0 && number !== undefined)
    for (const { code, weight } of weighNumber(number, reply)) add(code, weight);
  // Whoever closes the channel (RFC 5321 4.2.3) has no list of those it makes wait.
  if (number === '421' && isLaterAlone(scores, status)) add('bounce/recipient-server-fault', 1.5);
  if (number === '552')
    for (const code of ['bounce/mailbox-full', 'bounce/message-too-large'])
      if (scores.has(code)) add(code, 0.5);
  // Who is to try later is not turned away for good.
  const tooMuch = scores.has('bounce/greylisted') ? 2.5 : 1.1;
  return (
    [...scores]
      .map(([code, { score, data }]) => ({
        code,
        score: isTransient(number, status) && permanent.has(code) ? score - tooMuch : score,
        isStatusAlone: !worded && sentences.length === 0,
        data,
      }))
      // What is left of a cause that speaks against its own number names nothing.
      .filter(({ score }) => score >= 0.5)
      .sort((one, other) => other.score - one.score)
  );
}

/** That somebody is to try later is all that the reply says. */
const isLaterAlone = (scores: ReadonlyMap<string, { score: number }>, status: string | null): boolean =>
  scores.size === 1 &&
  (scores.get('bounce/greylisted')?.score ?? 2) < 1.5 &&
  /^4\.[03]\.|^$/u.test(status ?? '');

/** Causes that a receiver does not ask to wait for. */
const permanent: ReadonlySet<string> = new Set([
  'bounce/unknown-user',
  'bounce/attachment-rejected',
  'bounce/policy-rejected',
]);

const isTransient = (number: string | undefined, status: string | null): boolean =>
  number?.startsWith('4') === true || (number === undefined && status?.startsWith('4') === true);
