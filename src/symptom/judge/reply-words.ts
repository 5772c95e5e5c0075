import { speaksOf, type Concept } from '../lexicon/lexicon.ts';
import { weigh } from './evidence.ts';
import { connectionWords } from './replies/connection.ts';
import type { Hypothesis } from './replies/hypothesis.ts';
import { messageWords } from './replies/message.ts';
import { numberMeans } from './replies/number.ts';
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
export const weighWords = (reply: string): readonly Weighed[] => weighBy(reply, hypotheses);

/** What the number of a reply means beside the words that stand with it. */
export const weighNumber = (number: string, reply: string): readonly Weighed[] =>
  weighBy(
    reply,
    numberMeans.filter((one) => one.number.test(number)),
  );

/** What Postfix sets before the reason that a restriction gives (smtpd_check.c): the reason says more. */
const wrapper = /\b(?:recipient address|client host|data command) rejected: (?=\S)/u;

function weighBy(reply: string, explanations: readonly Hypothesis[]): readonly Weighed[] {
  const clauses = clausesOf(reply);
  if (!clauses.some((clause) => clause.includes(' rejected: '))) return weighClauses(clauses, explanations);
  const reasons = clauses.map((clause) => clause.slice(endOf(wrapper.exec(clause))));
  const weighed = weighClauses(reasons, explanations);
  return weighed.length > 0 ? weighed : weighClauses(clauses, explanations);
}

const endOf = (match: RegExpExecArray | null): number => (match === null ? 0 : match.index + match[0].length);

function weighClauses(clauses: readonly string[], explanations: readonly Hypothesis[]): readonly Weighed[] {
  return weigh(
    clauses.map((text) => ({ text, share: 1 })),
    explanations,
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
