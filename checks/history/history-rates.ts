import { problem } from '../../src/model/check.ts';
import { defineHistoryCheck } from '../../src/history/check.ts';
import { askAgain } from '../../src/history/ask-again.ts';
import type { Answers } from '../../src/history/answers.ts';
import { reputationLimits } from '../../src/knowledge/reputation-limits.ts';
import { wilson } from '../../src/history/statistics.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { percent } from '../../src/model/percent.ts';

interface Rate {
  hits: number;
  attempts: number;
  share: number;
  cause: string | null;
  source: readonly string[];
}

/** AWS judges a "representative volume"; below this one a few bounces make any rate, and chance has to be left out. */
const fewestAttempts = 1000;

export default defineHistoryCheck({
  id: 'history-rates',
  title: 'Bounce and complaint rates',
  why: 'AWS puts an account under review at 5% bounces or 0.1% complaints, and may pause it at 10% or 0.5%.',
  question: 'overview',

  problems: {
    'history/bounce-rate': problem<Rate>({
      severity: ({ share }) => (share >= reputationLimits.bounce.pause ? 'error' : 'warning'),
      summary: ({ share, hits, attempts }) =>
        `${percent(share)} of the mail bounced permanently: ${hits} of ${attempts} recipients.`,
      impact: ({ share }) =>
        share >= reputationLimits.bounce.pause
          ? 'AWS may pause sending at this rate.'
          : 'AWS puts accounts under review at this rate.',
      evidence: ({ share }) => [
        { what: 'hard bounces', expected: 'below 5%', actual: percent(share), source: 'the events' },
      ],
      fix: ({ cause, source }) => [
        {
          text: `Stop sending to the addresses that bounced permanently${cause === null ? '' : `; the most frequent cause is ${cause}`}.`,
          owner: 'you',
          command: askAgain(source, '--question dead-addresses --output dead.csv'),
        },
      ],
      references: [guide('faqs-enforcement')],
    }),
    'history/complaint-rate': problem<Rate>({
      severity: ({ share }) => (share >= reputationLimits.complaint.pause ? 'error' : 'warning'),
      summary: ({ share, hits, attempts }) =>
        `${percent(share)} of the mail got a complaint: ${hits} on ${attempts} recipients.`,
      impact: ({ share }) =>
        share >= reputationLimits.complaint.pause
          ? 'AWS may pause sending at this rate, and receivers junk the mail.'
          : 'AWS puts accounts under review at this rate, and receivers begin to junk the mail.',
      evidence: ({ share }) => [
        { what: 'complaints', expected: 'below 0.1%', actual: percent(share), source: 'the events' },
      ],
      fix: ({ source }) => [
        {
          text: 'Find the campaign, and stop it.',
          owner: 'you',
          command: askAgain(source, '--question complaints'),
        },
      ],
      references: [guide('faqs-enforcement')],
    }),
    'history/rate-uncertain': problem<{ what: string; rate: Rate; limit: number }>({
      severity: 'info',
      summary: ({ what, rate: { hits, attempts, share } }) =>
        `Whether there are too many ${what} is uncertain: ${hits} on ${attempts} recipients, ${percent(share)}.`,
      impact: 'With so few recipients the rate may be chance. AWS judges by more of them.',
      evidence: ({ what, rate, limit }) => [
        { what, expected: `below ${percent(limit)}`, actual: percent(rate.share), source: 'the events' },
      ],
      fix: () => [
        {
          text: 'Ask about a longer range, or read the rate of the account in the Region that sent this mail: add --region.',
          owner: 'you',
          command: 'ses-doctor check --only reputation',
        },
      ],
      references: [guide('faqs-enforcement')],
    }),
    'history/not-sent': problem<{ rejects: number; renderingFailures: number }>({
      severity: 'warning',
      summary: ({ rejects, renderingFailures }) =>
        `${rejects + renderingFailures} ${rejects + renderingFailures === 1 ? 'message' : 'messages'} never left SES: ${renderingFailures} not rendered, ${rejects} rejected.`,
      impact: 'SES accepted them, returned a message id, and sent nothing.',
      evidence: ({ rejects, renderingFailures }) => [
        { what: 'Rendering Failure', expected: '0', actual: String(renderingFailures), source: 'the events' },
        { what: 'Reject', expected: '0', actual: String(rejects), source: 'the events' },
      ],
      fix: () => [
        {
          text: 'Compare the template with the data that the application passes: ses-doctor check --template <name> --template-data <file>. A Reject is a virus in an attachment.',
          owner: 'you',
        },
      ],
      references: [guide('event-publishing-retrieving-sns-contents')],
    }),
    'history/no-sends': problem<{ hard: number }>({
      severity: 'unknown',
      summary: ({ hard }) =>
        `No rate can be calculated: ${hard} hard ${hard === 1 ? 'bounce' : 'bounces'}, and no record of a Send or Delivery.`,
      impact: 'How much of the mail bounces is not known.',
      fix: () => [
        {
          text: 'Publish Send and Delivery events as well, or read the rate of the account in the Region that sent this mail: add --region.',
          owner: 'you',
          command: 'ses-doctor check --only reputation',
        },
      ],
      references: [guide('monitor-using-event-publishing')],
    }),
    'history/unknown-events': problem<{ records: number }>({
      severity: 'unknown',
      summary: ({ records }) =>
        `${records} ${records === 1 ? 'record is' : 'records are'} of a type that this version does not know.`,
      impact: 'They are not counted in any number of this report.',
      fix: () => [{ text: 'Look at their eventType; a newer ses-doctor may know it.', owner: 'you' }],
      references: [guide('event-publishing-retrieving-sns-contents')],
    }),
  },

  evaluate(answers) {
    const { totals, causes, events } = answers.overview;
    const { rejects, renderingFailures, hardBounces, attempts, unjudged } = totals;
    const others = events['Other'] ?? 0;
    const always = [
      ...(rejects + renderingFailures > 0
        ? [{ problem: 'history/not-sent' as const, data: { rejects, renderingFailures } }]
        : []),
      ...(others > 0 ? [{ problem: 'history/unknown-events' as const, data: { records: others } }] : []),
    ];
    // Bounces alone are no rate.
    if (attempts === 0)
      return unjudged === 0
        ? always
        : [...always, { problem: 'history/no-sends' as const, data: { hard: hardBounces } }];
    const hard = rateOf(
      answers,
      ['judgedHardBounces', 'bounceAttempts'],
      causes.find(({ type }) => type === 'Bounce')?.cause ?? null,
    );
    const complaints = rateOf(answers, ['judgedComplaints', 'attempts'], null);
    return [
      ...always,
      // What was counted is the least there can have been, whatever a table has no column for.
      ...(totals.bounceAttempts === 0
        ? []
        : judged('history/bounce-rate', 'hard bounces', hard, reputationLimits.bounce.review)),
      ...judged('history/complaint-rate', 'complaints', complaints, reputationLimits.complaint.review),
    ];
  },
});

/** A rate is above a limit for sure, perhaps, or not. */
function judged<Code extends string>(problem: Code, what: string, rate: Rate, limit: number) {
  if (sureShare(rate) >= limit) return [{ problem, data: rate }];
  return rate.share >= limit
    ? [{ problem: 'history/rate-uncertain' as const, data: { what, rate, limit }, subject: what }]
    : [];
}

/** Hits that chance alone brings into a handful of mail: fewer of them prove nothing. */
const fewestHits = 3;

/** The share itself of much mail; of little, the least that it can be with 99 % confidence. */
const sureShare = ({ hits, attempts, share }: Rate): number => {
  if (attempts >= fewestAttempts) return share;
  return hits < fewestHits ? 0 : (wilson(hits, attempts)?.lower ?? 0);
};

const rateOf = (
  { overview: { totals }, source }: Answers,
  [part, all]: readonly ['judgedHardBounces', 'bounceAttempts'] | readonly ['judgedComplaints', 'attempts'],
  cause: string | null,
): Rate => ({
  hits: totals[part],
  attempts: totals[all],
  share: totals[part] / totals[all],
  cause,
  source,
});
