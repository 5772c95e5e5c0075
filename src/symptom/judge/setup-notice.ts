import type { Reading } from '../collector.ts';
import { foldedText } from '../observe/terms.ts';
import type { TextBlock } from '../text-block.ts';
import { mentions } from '../mentions.ts';

/** What of an identity AWS sets up or verifies, and the codes of its failure: for good, and for now. */
const things: readonly { says: RegExp; failed: string; temporary: string }[] = [
  { says: /\bdkim\b/u, failed: 'dkim/status-failed', temporary: 'dkim/status-temporary-failure' },
  {
    says: /\b(?:custom ?)?mail[ -]?from\b/u,
    failed: 'mail-from/failed',
    temporary: 'mail-from/temporary-failure',
  },
  {
    says: /\b(?:domain|identity|address|email)\b/u,
    failed: 'identity/verification-failed',
    temporary: 'identity/verification-temporary-failure',
  },
];

/** `DKIM setup FAILURE`, `CustomMailFrom Setup FAILED`, `Domain Verification SUCCESS`: thing, step, outcome. */
const stated =
  /\b((?:easy )?dkim|custom ?mail ?from(?: domain)?|mail[ -]?from(?: domain)?|(?:domain|identity|e-?mail(?: address)?|address)(?: identity)?) (?:set-?up|verification|verification status)(?: (?:is|has|status|has been|:)){0,2}[ :=-]{0,3}(success\w{0,6}|succeeded|complete[d]?|temporar\w{1,5} fail\w{0,4}|temporary_failure|fail\w{0,4}|revo\w{1,8})\b/u;

/**
 * A notice by which AWS says how the setup of an identity went, in the order thing, step, outcome. Null when the text is none.
 * Success is proof that nothing failed; it is no answer where another line tells of a failure.
 */
export function readSetupNotice(block: TextBlock): readonly Reading[] | null {
  for (const { text } of block.lines.slice(0, 60)) {
    if (text.length > 500) continue;
    const clause = foldedText(text.replace(/([a-z])(?=[A-Z])/gu, '$1 '));
    if (!mentions(clause, 'setup', 'set-up', 'verification')) continue;
    const match = stated.exec(clause);
    if (match === null) continue;
    const [, name = '', outcome = ''] = match;
    const identity = /\b(?:for|of) ([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})\b/u.exec(clause)?.[1];
    if (/^(?:succ|complete)/u.test(outcome)) {
      if (/\bnot\b|\bun/u.test(clause.slice(0, match.index + match[0].length))) continue;
      return [{ code: 'send/no-failure', quote: text, data: { event: 'setup' }, weight: 3 }];
    }
    const thing = things.find(({ says }) => says.test(name));
    if (thing === undefined) continue;
    // Others verify domains and addresses too; nobody else sets up DKIM and MAIL FROM by that name.
    if (thing.failed.startsWith('identity/') && !block.isAws && !/ region\b/u.test(clause)) continue;
    if (identity !== undefined) block.collector.names.add('senders', identity);
    return [
      {
        code: outcome.startsWith('temporar') ? thing.temporary : thing.failed,
        subject: identity ?? null,
        quote: text,
        data: identity === undefined ? {} : { identity },
        weight: 0,
      },
    ];
  }
  return readAlarm(block);
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
