import {
  defineCheck,
  notApplicable,
  problem,
  unanswered,
  type Evidence,
  type Gauge,
  type Problem,
  type Step,
} from '../../src/model/check.ts';
import {
  lastRate,
  reputation,
  type LastRate,
  type RatePoint,
  type Reputation,
} from '../../src/facts/reputation.ts';
import { target } from '../../src/facts/target.ts';
import { reputationLimits, type RateKind } from '../../src/knowledge/reputation-limits.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { percent } from '../../src/model/percent.ts';
import { valueOr } from '../../src/model/unavailable.ts';

interface Rate {
  region: string | null;
  rate: number;
  /** When SES published it, ISO 8601. */
  at: string;
}

type Level = 'elevated' | 'review' | 'pause';

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
      text: 'Stop sending to addresses that bounced: keep account-level suppression on for BOUNCE, and drop them from your own lists.',
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

/** The words of one rate at one level. */
function rateProblem(kind: RateKind, level: Level, explains: readonly string[]): Problem<Rate> {
  return problem<Rate>({
    severity: level === 'elevated' ? 'warning' : 'error',
    summary: ({ rate }) =>
      `The ${kind} rate is ${percent(rate)}; from ${percent(reputationLimits[kind][level])} ${summaries[level]}.`,
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
    read: {
      ...(level === 'elevated' && { severity: 'warning' as const }),
      summary: () => `The ${kind} rate has reached the level at which ${summaries[level]}.`,
      fix: () => steps[kind],
      references: [rules],
      distinguish: `The notice of AWS names the ${kind} rate; ses-doctor check shows the current rate.`,
    },
  });
}

const afterReview = ['sending/under-review', 'reputation/rising'];
const afterPause = ['sending/paused-by-aws', ...afterReview];

export default defineCheck({
  id: 'reputation',
  title: 'Bounce and complaint rates',
  why: 'AWS reviews and pauses accounts by these two rates, and receivers judge senders the same way.',
  needs: { target, reputation },

  problems: {
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
  },

  evaluate({ target: { region }, reputation }) {
    const kinds = ['bounce', 'complaint'] as const;
    const lasts = kinds.flatMap((kind) => {
      const last = lastRate(valueOr(reputation[kind], []), reputation);
      return last === null ? [] : [{ kind, ...last, level: levelOf(kind, last.rate) }];
    });
    const rates = lasts.flatMap(({ kind, rate, at, level, current }) =>
      current && level !== null ? [{ problem: codes[kind][level], data: { region, rate, at } }] : [],
    );
    const stale = lasts.flatMap(({ kind, rate, at, level, current }) =>
      current
        ? []
        : [{ problem: 'reputation/not-current' as const, data: { region, kind, rate, at, level } }],
    );
    const open = [...unanswered(reputation.bounce), ...unanswered(reputation.complaint)];
    // Figures of long ago earn no tick.
    const isOfThen = lasts.length > 0 && lasts.every(({ current, level }) => !current && level === null);
    if (open.length === 0 && isOfThen) return notApplicable(nothingOfNow(lasts));
    const empty = kinds.filter((kind) => valueOr(reputation[kind], null)?.length === 0);
    return [
      ...rates,
      ...stale,
      ...(empty.length === 0
        ? []
        : [{ problem: 'reputation/no-data' as const, data: { region, kinds: empty } }]),
      ...open,
    ];
  },

  observed({ reputation: { bounce, complaint, ...asked } }) {
    const seen = [
      seenOf('bounces', lastRate(valueOr(bounce, []), asked)),
      seenOf('complaints', lastRate(valueOr(complaint, []), asked)),
    ].filter((text) => text !== null);
    return seen.length === 0 ? 'no figures' : seen.join(', ');
  },

  gauges: ({ reputation: { bounce, complaint, ...asked } }) => [
    ...gaugeOf('bounce', 'Bounce rate', valueOr(bounce, []), asked),
    ...gaugeOf('complaint', 'Complaint rate', valueOr(complaint, []), asked),
  ],
});

const seenOf = (what: string, last: LastRate | null): string | null =>
  last === null ? null : `${what} ${percent(last.rate)}${last.current ? '' : ` on ${last.at.slice(0, 10)}`}`;

const nothingOfNow = (lasts: readonly (LastRate & { kind: RateKind })[]): string =>
  `SES has published no rate in the last two days; ${lasts.map(({ kind, rate, at }) => `the ${kind} rate was ${percent(rate)} on ${at.slice(0, 10)}`).join(', ')}`;

/** The last rate against the three limits, with the last value of each day. Nothing where SES published no rate. */
function gaugeOf(
  kind: RateKind,
  name: string,
  points: readonly RatePoint[],
  asked: Pick<Reputation, 'asOf'>,
): readonly Gauge[] {
  const last = lastRate(points, asked);
  if (last === null) return [];
  const title = last.current ? name : `${name} on ${last.at.slice(0, 10)}`;
  const { elevated, review, pause } = reputationLimits[kind];
  const daily = [...new Map(points.map((point) => [point.at.slice(0, 10), point])).values()];
  return [
    {
      title,
      unit: 'percent',
      value: inPercent(last.rate),
      limits: [
        { label: 'high', value: inPercent(elevated) },
        { label: 'AWS review', value: inPercent(review) },
        { label: 'AWS may pause sending', value: inPercent(pause) },
      ],
      points: daily.slice(-14).map(({ at, rate }) => ({ at, value: inPercent(rate) })),
    },
  ];
}

/** A fraction of 1 in percent, without the dust of binary fractions. */
const inPercent = (rate: number): number => Number((rate * 100).toFixed(6));

const codes = {
  bounce: {
    elevated: 'reputation/bounce-rate-elevated',
    review: 'reputation/bounce-rate-review',
    pause: 'reputation/bounce-rate-pause-risk',
  },
  complaint: {
    elevated: 'reputation/complaint-rate-elevated',
    review: 'reputation/complaint-rate-review',
    pause: 'reputation/complaint-rate-pause-risk',
  },
} as const;

function levelOf(kind: RateKind, rate: number): Level | null {
  const { elevated, review, pause } = reputationLimits[kind];
  if (rate >= pause) return 'pause';
  if (rate >= review) return 'review';
  return rate >= elevated ? 'elevated' : null;
}
