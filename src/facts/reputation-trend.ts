import { defineFact } from '../model/fact.ts';
import { type Answer } from '../model/unavailable.ts';
import { lastRate, reputation, type RatePoint, type Reputation } from './reputation.ts';

/** Where a rate is heading: the straight line through the last seven daily values. */
export interface Trend {
  /** Daily values it rests on. */
  days: number;
  last: RatePoint;
  /** Change of the rate in a day, as a fraction of 1. */
  slopePerDay: number;
}

/** How the bounce and complaint rate move; null where there are fewer than five daily values, or none of now. */
export const reputationTrend = defineFact({
  id: 'reputation-trend',
  looks: false,
  title: 'the trend of the bounce and complaint rate',
  from: { reputation },
  gather: (
    _io,
    { reputation: { bounce, complaint, ...asked } },
  ): { bounce: Answer<Trend | null>; complaint: Answer<Trend | null> } => ({
    bounce: bounce.ok ? { ok: true, value: trendOf(bounce.value, asked) } : bounce,
    complaint: complaint.ok ? { ok: true, value: trendOf(complaint.value, asked) } : complaint,
  }),
});

const dayOf = ({ at }: RatePoint): number => Date.parse(at) / 86_400_000;

/** The last value of each day stands for it. */
function trendOf(points: readonly RatePoint[], asked: Pick<Reputation, 'asOf'>): Trend | null {
  if (lastRate(points, asked)?.current !== true) return null;
  const daily = [...new Map(points.map((point) => [point.at.slice(0, 10), point])).values()].slice(-7);
  const last = daily.at(-1);
  if (last === undefined || daily.length < 5) return null;
  const meanDay = daily.reduce((sum, point) => sum + dayOf(point), 0) / daily.length;
  const meanRate = daily.reduce((sum, { rate }) => sum + rate, 0) / daily.length;
  const spread = daily.reduce((sum, point) => sum + (dayOf(point) - meanDay) ** 2, 0);
  const lean = daily.reduce((sum, point) => sum + (dayOf(point) - meanDay) * (point.rate - meanRate), 0);
  return { days: daily.length, last, slopePerDay: lean / spread };
}
