import type { DayCount } from './day-count.ts';

/** Standard deviations. A month of days, times some dozen causes, brings none of these by chance. */
export const farAbove = 6;
export const furtherAbove = 7;
export const fewestExcess = 8;
/** Beside a day that is far above, a day that is out of line belongs to the same rise: it often begins in the evening. */
const outOfLine = 3;
const fewestBeside = 3;
/** Where much fails on a normal day, what came in an evening is a small part more of that day. */
const growthBeside = 1.15;
const smallestGrowth = 1.5;
const smallestDifference = 0.001;

/** Mail of another day is like that of this one as long as there is not so many times more or less of it. */
const mostTimes = 3;
/** Of little mail a few more or less say nothing. */
const fewMore = 20;
export const isAlike = ({ all }: DayCount, volume: number): boolean =>
  all * mostTimes + fewMore >= volume && all <= volume * mostTimes + fewMore;

/** Share of some days together; 0 without mail. */
export const shareOf = (days: readonly DayCount[]): number =>
  sum(days, 'hits') / Math.max(1, sum(days, 'all'));

/** Whether a day that is next to one far above belongs to the same rise. */
export const isBeside = (day: DayCount, base: readonly DayCount[]): boolean =>
  isAbove(day, base, outOfLine, fewestBeside, growthBeside);

/** Whether a day is so many standard deviations, and so many hits, above what the days before lead one to expect. */
export function isAbove(
  today: DayCount,
  base: readonly DayCount[],
  deviations: number,
  fewest: number,
  growth = smallestGrowth,
): boolean {
  const share = sum(base, 'hits') / Math.max(1, sum(base, 'all'));
  const expected = share * today.all;
  // Pearson's dispersion of the days before: 1 for plain chance.
  const spread =
    base.reduce((total, { hits, all }) => total + (hits - share * all) ** 2 / Math.max(share * all, 1), 0) /
    base.length;
  const excess = today.hits - expected;
  return (
    excess >= fewest &&
    // What is expected is itself counted on few days where little mail was sent before.
    excess > deviations * Math.sqrt(Math.max(1, spread) * Math.max(expected, 1) * uncertainty(today, base)) &&
    today.hits >= growth * expected &&
    excess >= smallestDifference * today.all
  );
}

/** How much more a count may differ because the days before are few or small: 1 where they are many. */
const uncertainty = (today: DayCount, base: readonly DayCount[]): number =>
  Math.max(1, 0.5 + today.all / Math.max(1, sum(base, 'all')));

/** Hits or mail of some days together. */
export const sum = (days: readonly DayCount[], part: 'hits' | 'all'): number =>
  days.reduce((total, day) => total + day[part], 0);
