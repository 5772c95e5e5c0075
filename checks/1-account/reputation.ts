import { defineCheck, notApplicable, unanswered, type Gauge } from '../../src/model/check.ts';
import {
  lastRate,
  reputation,
  type LastRate,
  type RatePoint,
  type Reputation,
} from '../../src/facts/reputation.ts';
import { target } from '../../src/facts/target.ts';
import { reputationLimits, type RateKind } from '../../src/knowledge/reputation-limits.ts';
import { percent } from '../../src/model/percent.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { reputationProblems, type Level } from './reputation.words.ts';

export default defineCheck({
  id: 'reputation',
  title: 'Bounce and complaint rates',
  why: 'AWS reviews and pauses accounts by these two rates, and receivers judge senders the same way.',
  needs: { target, reputation },

  problems: reputationProblems,

  settles: ({ reputation }) =>
    (['bounce', 'complaint'] as const).flatMap((kind) => {
      const last = lastRate(valueOr(reputation[kind], []), reputation);
      return last?.current === true && levelOf(kind, last.rate) === null ? [codes[kind].review] : [];
    }),

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
