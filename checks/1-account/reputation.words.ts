import { problem, type Evidence, type Problem, type Step } from '../../src/model/check.ts';
import { reputationLimits, type RateKind } from '../../src/knowledge/reputation-limits.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { percent } from '../../src/model/percent.ts';

interface Rate {
  region: string | null;
  rate: number;
  /** When SES published it, ISO 8601. */
  at: string;
}

export type Level = 'elevated' | 'review' | 'pause';

interface Stale extends Rate {
  kind: RateKind;
  /** What it stood for then; null where it was low. */
  level: Level | null;
}

const metricOf = (kind: RateKind): string =>
  `Reputation.${kind === 'bounce' ? 'BounceRate' : 'ComplaintRate'}`;

const rules = guide('faqs-enforcement');

const steps: Readonly<Record<RateKind, readonly Step[]>> = {
  bounce: [
    {
      text: 'Stop sending to addresses that bounced: keep account-level suppression on for BOUNCE, and remove them from your own lists.',
      owner: 'you',
    },
    {
      text: 'Find where the bad addresses come from: an old or bought list, a form without confirmation, imports with typos. Write to confirmed addresses only.',
      owner: 'you',
    },
  ],
  complaint: [
    {
      text: 'Write only to people who asked for this mail, with an unsubscribe link that works at once and List-Unsubscribe headers.',
      owner: 'you',
    },
    {
      text: 'Find which mail causes complaints (complaint events by subject or campaign) and stop that one first.',
      owner: 'you',
    },
  ],
};

const impacts: Readonly<Record<Level, string>> = {
  elevated:
    'Mail is still delivered. Receivers begin to trust this sender less, and AWS acts when it rises further.',
  review: 'AWS puts accounts at this level under review, and pauses sending when it stays there.',
  pause: 'AWS may pause sending for the whole account at this level.',
};

const summaries: Readonly<Record<Level, string>> = {
  elevated: 'it is too high',
  review: 'AWS reviews accounts',
  pause: 'AWS may pause accounts',
};

/** What brings a rate down, whether it is high or on its way there. */
export const rateAct = (kind: RateKind): string => `${kind} rate`;

/** The words of one rate at one level. */
function rateProblem(kind: RateKind, level: Level, explains: readonly string[]): Problem<Rate> {
  return problem<Rate>({
    severity: level === 'elevated' ? 'warning' : 'error',
    summary: ({ rate }) =>
      `The ${kind} rate is ${percent(rate)}; at ${percent(reputationLimits[kind][level])}, ${summaries[level]}.`,
    impact: impacts[level],
    evidence: ({ rate, at }): readonly Evidence[] => [
      {
        what: `Reputation.${kind === 'bounce' ? 'BounceRate' : 'ComplaintRate'} at ${at}`,
        expected: `below ${percent(reputationLimits[kind][level])}`,
        actual: percent(rate),
        source: 'cloudwatch:GetMetricData',
      },
    ],
    fix: () => steps[kind],
    references: ({ region }) => pagesFor(region, '#/reputation', rules),
    explains,
    act: () => rateAct(kind),
    read: {
      ...(level === 'elevated' && { severity: 'warning' as const }),
      summary: () => `The ${kind} rate has reached the level at which ${summaries[level]}.`,
      fix: () => steps[kind],
      references: [rules],
      distinguish: `The notice of AWS names the ${kind} rate; ses-doctor check shows the current rate.`,
    },
  });
}

const afterReview = ['sending/under-review'];

const afterPause = ['sending/paused-by-aws', ...afterReview];

/** The words of the check `reputation`. */
export const reputationProblems = {
  'reputation/bounce-rate-elevated': rateProblem('bounce', 'elevated', []),
  'reputation/bounce-rate-review': rateProblem('bounce', 'review', afterReview),
  'reputation/bounce-rate-pause-risk': rateProblem('bounce', 'pause', afterPause),
  'reputation/complaint-rate-elevated': rateProblem('complaint', 'elevated', []),
  'reputation/complaint-rate-review': rateProblem('complaint', 'review', afterReview),
  'reputation/complaint-rate-pause-risk': rateProblem('complaint', 'pause', afterPause),

  'reputation/not-current': problem<Stale>({
    severity: ({ level }) => (level === null ? 'info' : 'unknown'),
    summary: ({ kind, rate, at }) =>
      `The ${kind} rate was ${percent(rate)} on ${at.slice(0, 10)}, and SES has published none since.`,
    impact: ({ level }) =>
      level === null
        ? 'What it is now is unknown. SES publishes no rate while little or nothing is sent.'
        : `Then ${summaries[level]}. What the rate is now is unknown: SES publishes none while little or nothing is sent, and AWS still judges by the mail sent before.`,
    evidence: ({ kind, rate, at }) => [
      {
        what: `${metricOf(kind)} at ${at}`,
        expected: 'a value of the last two days',
        actual: percent(rate),
        source: 'cloudwatch:GetMetricData',
      },
    ],
    fix: ({ kind, level }) => [
      {
        text: 'Look at the reputation metrics in the console: they show the rate that AWS goes by.',
        owner: 'you',
      },
      ...(level === null ? [] : steps[kind]),
    ],
    references: ({ region }) =>
      pagesFor(region, '#/reputation', guide('reputationdashboard-cloudwatch-alarm'), rules),
  }),

  'reputation/no-data': problem<{ region: string | null; kinds: readonly RateKind[] }>({
    severity: 'info',
    summary: ({ kinds, region }) =>
      `SES has published no ${kinds.join(' and no ')} rate${region === null ? '' : ` for ${region}`} in the last 14 days.`,
    impact: 'The rate is unknown, which is not the same as zero. No other figure can stand in for it.',
    evidence: ({ kinds }) =>
      kinds.map((kind) => ({
        what: `Reputation.${kind === 'bounce' ? 'BounceRate' : 'ComplaintRate'}, last 14 days`,
        expected: null,
        actual: 'no datapoint',
        source: 'cloudwatch:GetMetricData',
      })),
    fix: () => [
      {
        text: 'Nothing has to change. SES publishes a rate after some traffic in this Region, and often only after a first bounce or complaint.',
        owner: 'you',
      },
    ],
    references: ({ region }) =>
      pagesFor(region, '#/reputation', guide('reputationdashboard-cloudwatch-alarm')),
  }),
};
