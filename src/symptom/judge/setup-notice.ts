import type { Reading } from '../collector.ts';
import { foldedText, termsOf } from '../observe/terms.ts';
import type { TextBlock } from '../text-block.ts';
import { mentions } from '../mentions.ts';
import { type Explanation, weighBy } from './evidence.ts';

/** What of an identity AWS sets up or verifies. */
const concepts = {
  dkim: termsOf('dkim'),
  mailFrom: termsOf('mail from, mailfrom, mail-from'),
  identity: termsOf('domain, identity, address, email, e-mail'),
};
type Concept = keyof typeof concepts;

/** A thing, with the codes of its failure: for good, and for now. */
interface Thing extends Explanation<Concept> {
  temporary: string;
  weight: number;
}

/** In any order: a MAIL FROM domain is a domain, and more than one. */
export const setupThings: readonly Thing[] = [
  { codes: ['dkim/status-failed'], temporary: 'dkim/status-temporary-failure', all: ['dkim'], weight: 3 },
  { codes: ['mail-from/failed'], temporary: 'mail-from/temporary-failure', all: ['mailFrom'], weight: 3 },
  {
    codes: ['identity/verification-failed'],
    temporary: 'identity/verification-temporary-failure',
    all: ['identity'],
    weight: 1,
  },
];

/** The thing that a name stands for, in the form of `foldedText`; null where it stands for none. */
export const setupThingIn = (name: string, things = setupThings): Thing | null =>
  weighBy<Concept, Thing>([{ text: name, share: 1 }], things, {
    reads: (scope) => (concept) => concepts[concept].test(scope),
    weightOf: ({ weight }) => weight,
  })[0]?.explanation ?? null;

/** `DKIM setup FAILURE`, `CustomMailFrom Setup FAILED`, `Domain Verification SUCCESS`: thing, step, outcome. */
const stated =
  /\b((?:easy )?dkim|custom ?mail ?from(?: domain)?|mail[ -]?from(?: domain)?|(?:domain|identity|e-?mail(?: address)?|address)(?: identity)?) (?:set-?up|verification|verification status)(?: (?:is|has|status|has been|:)){0,2}[ :=-]{0,3}(success\w{0,6}|succeeded|complete[d]?|temporar\w{1,5} fail\w{0,4}|temporary_failure|fail\w{0,4}|revo\w{1,8})\b/u;

/**
 * A notice by which AWS says how the setup of an identity went, in the order thing, step, outcome. Null when the text is none.
 * One of several that failed is a failure, wherever it stands; success is proof that nothing failed, and no answer where
 * another line tells of a failure.
 */
export function readSetupNotice(block: TextBlock, things = setupThings): readonly Reading[] | null {
  const readings = block.lines.slice(0, 60).flatMap(({ text }) => readStatement(block, text, things) ?? []);
  const failures = readings.filter(({ code }) => code !== 'send/no-failure');
  const told = failures.length > 0 ? failures : readings.slice(0, 1);
  return told.length > 0 ? told : readAlarm(block);
}

/** What one line states; null when it states nothing of the kind. */
function readStatement(block: TextBlock, text: string, things: readonly Thing[]): Reading | null {
  if (text.length > 500) return null;
  const clause = foldedText(text.replace(/([a-z])(?=[A-Z])/gu, '$1 '));
  if (!mentions(clause, 'setup', 'set-up', 'verification')) return null;
  const match = stated.exec(clause);
  if (match === null) return null;
  const [, name = '', outcome = ''] = match;
  const identity = /\b(?:for|of) ([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})\b/u.exec(clause)?.[1];
  if (/^(?:succ|complete)/u.test(outcome)) {
    if (/\bnot\b|\bun/u.test(clause.slice(0, match.index + match[0].length))) return null;
    return { code: 'send/no-failure', quote: text, data: { event: 'setup' }, weight: 3 };
  }
  const thing = setupThingIn(name, things);
  if (thing === null) return null;
  const { codes, temporary } = thing;
  const failed = codes[0] ?? temporary;
  // Others verify domains and addresses too; nobody else sets up DKIM and MAIL FROM by that name.
  if (failed.startsWith('identity/') && !block.isAws && !/ region\b/u.test(clause)) return null;
  if (identity !== undefined) block.collector.names.addAccepted('senders', identity);
  return {
    code: outcome.startsWith('temporar') ? temporary : failed,
    subject: identity ?? null,
    quote: text,
    data: identity === undefined ? {} : { identity },
    weight: 0,
  };
}

/** An alarm of CloudWatch on a metric of reputation: SES says nothing itself, and the metric is its own (monitor-sender-reputation). */
function readAlarm(block: TextBlock): readonly Reading[] | null {
  const text = block.lines
    .slice(0, 60)
    .map((line) => line.plain)
    .join(' ');
  if (!text.includes('reputation.')) return null;
  const metric = /reputation\.(bounce|complaint)rate/u.exec(text)?.[1];
  if (
    metric === undefined ||
    !/\bin the alarm state|entered the alarm|newstatevalue\W{1,6}alarm|state change: \w{1,20} -> alarm/u.test(
      text,
    )
  )
    return null;
  const line = block.lines.find(({ plain }) => plain.includes('reputation.'));
  return [
    {
      code: metric === 'bounce' ? 'reputation/bounce-rate-review' : 'reputation/complaint-rate-review',
      quote: line?.text ?? metric,
      weight: 0,
    },
  ];
}
