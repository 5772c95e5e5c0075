import { speaksOf, type Concept } from '../lexicon/lexicon.ts';
import { weigh } from './evidence.ts';
import { connectionWords } from './replies/connection.ts';
import type { Hypothesis } from './replies/hypothesis.ts';
import { messageWords } from './replies/message.ts';
import { recipientWords } from './replies/recipient.ts';
import { clausesOf } from './reply-clauses.ts';

/** A cause, with how strongly the words of a reply speak for it. */
export interface Weighed {
  code: string;
  weight: number;
  /** For the words of the finding. */
  data?: Readonly<Record<string, string>>;
}

const hypotheses: readonly Hypothesis[] = [...recipientWords, ...messageWords, ...connectionWords];

/** Of these a private address in the reply says that the receiver looked at a machine of its own. */
export const aboutTheConnection: ReadonlySet<string> = new Set([
  'bounce/ip-blocklisted',
  'bounce/ip-blocked-by-provider',
  'bounce/authentication-failed',
  'bounce/reverse-name-rejected',
  'bounce/rate-limited',
]);

/**
 * What the words of a reply speak for, by the concepts that stand together in its clauses: heaviest first. It needs no sentence to be
 * known; the caller weighs it against what is.
 */
export function weighWords(reply: string): readonly Weighed[] {
  return weigh(
    clausesOf(reply).map((text) => ({ text, share: 1 })),
    hypotheses,
    {
      reads: (clause) => (concept) => speaksOf(clause, concept) && !passes(clause, concept),
      weightOf: ({ weight }) => weight,
    },
  ).map(({ explanation: { codes, data }, weight }) => ({
    code: codes[0] ?? '',
    weight,
    ...(data === undefined ? {} : { data }),
  }));
}

/** The receiver could not look something up: nothing failed that it looked up. */
const unchecked =
  /\b(?:could not|couldn't|cannot|can't|unable to|failed to) (?:check|look ?up|evaluate|fetch|query|retrieve)\b|\btemp(?:orary )?error\b|\bdns (?:timeout|timed out|servfail)\b/u;

/** `SPF=pass`, `DKIM passed`, "not listed": the words stand there and mean the opposite. */
function passes(clause: string, concept: Concept): boolean {
  const name = ({ spf: 'spf', dkim: 'dkim', dmarc: 'dmarc' } as Readonly<Record<string, string>>)[concept];
  if (name !== undefined && unchecked.test(clause)) return true;
  if (name !== undefined)
    return new RegExp(`${name}["' ]{0,2}[=:]?["' ]{0,2}(?:pass|ok|valid|success)`, 'u').test(clause);
  return concept === 'blocklist' && /not (?:listed|on (?:a|any) (?:black|block)list)/u.test(clause);
}
