import { problem } from '../../src/model/check.ts';
import { defineHistoryCheck } from '../../src/history/check.ts';
import type { Totals } from '../../src/history/answers.ts';
import { reputationLimits } from '../../src/knowledge/reputation-limits.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { percent } from '../../src/model/percent.ts';

interface Rate {
  hits: number;
  attempts: number;
  share: number;
  cause: string | null;
}

/** AWS judges a "representative volume"; below this one a few bounces make any rate. */
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
        `${percent(share)} of the mail bounced for good: ${hits} of ${attempts} recipients.`,
      impact: ({ share }) =>
        share >= reputationLimits.bounce.pause
          ? 'AWS may pause sending at this rate.'
          : 'AWS puts accounts under review at this rate.',
      evidence: ({ share }) => [
        { what: 'hard bounces', expected: 'below 5%', actual: percent(share), source: 'the events' },
      ],
      fix: ({ cause }) => [
        {
          text: `Stop writing to the addresses that ses-doctor history --question dead-addresses lists${cause === null ? '' : `; the most frequent cause is ${cause}`}.`,
          owner: 'you',
        },
      ],
      references: [guide('faqs-enforcement')],
    }),
    'history/complaint-rate': problem<Rate>({
      severity: ({ share }) => (share >= reputationLimits.complaint.pause ? 'error' : 'warning'),
      summary: ({ share, hits, attempts }) =>
        `${percent(share)} of the mail drew a complaint: ${hits} on ${attempts} recipients.`,
      impact: ({ share }) =>
        share >= reputationLimits.complaint.pause
          ? 'AWS may pause sending at this rate, and receivers junk the mail.'
          : 'AWS puts accounts under review at this rate, and receivers begin to junk the mail.',
      evidence: ({ share }) => [
        { what: 'complaints', expected: 'below 0.1%', actual: percent(share), source: 'the events' },
      ],
      fix: () => [
        {
          text: 'Find the campaign with ses-doctor history --question complaints, and stop it.',
          owner: 'you',
        },
      ],
      references: [guide('faqs-enforcement')],
    }),
  },

  evaluate({ overview: { totals, causes } }) {
    if (totals.attempts < fewestAttempts) return [];
    const hard = rateOf(totals, 'hardBounces', causes.find(({ type }) => type === 'Bounce')?.cause ?? null);
    const complaints = rateOf(totals, 'complaints', null);
    return [
      ...(hard.share >= reputationLimits.bounce.review
        ? [{ problem: 'history/bounce-rate' as const, data: hard }]
        : []),
      ...(complaints.share >= reputationLimits.complaint.review
        ? [{ problem: 'history/complaint-rate' as const, data: complaints }]
        : []),
    ];
  },
});

const rateOf = (totals: Totals, part: 'hardBounces' | 'complaints', cause: string | null): Rate => ({
  hits: totals[part],
  attempts: totals.attempts,
  share: totals[part] / totals.attempts,
  cause,
});
