import type { DayCount } from './day-count.ts';

/** Days on end, by their places in a series. */
export interface Step {
  from: number;
  /** The last of them. */
  to: number;
}

/** What makes a step. */
export interface StepBar {
  /** Days on end at least. */
  shortest: number;
  /** Log-likelihood ratio: how many times likelier the days are with the step than without, as a natural logarithm. */
  bar: number;
}

const fewestBefore = 5;
const fewestExcess = 8;
const smallestGrowth = 1.5;
const smallestDifference = 0.001;
/** Days with so many hits to be expected within the step say whether it holds; so many of them have to be above. */
const telling = 3;
const mostlyAbove = 0.75;
/** So many days with mail are looked at: the newest. */
const mostDays = 150;

/**
 * Days on end whose share is above that of all others, however little each day is above by itself (the scan statistic of
 * M. Kulldorff, 1997, for counts in time): the likeliest such days. They are held against the days before them as well, of
 * which there have to be five, and the spread of the days counts as in `risesOf`. Null without any. `isAlike` says whether
 * days of so much mail may be held against days of so much.
 */
export function stepOf(
  series: readonly DayCount[],
  { shortest, bar }: StepBar,
  isAlike: (day: DayCount, volume: number) => boolean,
): Step | null {
  const skipped = Math.max(0, series.length - mostDays);
  const days = series.slice(skipped);
  const hits = upTo(days, 'hits');
  const all = upTo(days, 'all');
  const whole = { hits: hits.at(-1) ?? 0, all: all.at(-1) ?? 0 };
  if (whole.hits < fewestExcess || days.length <= fewestBefore) return null;
  let best: (Step & { gain: number }) | null = null;
  for (let from = fewestBefore; from + shortest <= days.length; from += 1) {
    const before = { hits: hits[from] ?? 0, all: all[from] ?? 0 };
    if (before.all === 0) continue;
    for (let to = from + shortest - 1; to < days.length; to += 1) {
      const own = { hits: (hits[to + 1] ?? 0) - before.hits, all: (all[to + 1] ?? 0) - before.all };
      if (!isMore(own, before)) continue;
      const gain = likelihood(own, { hits: whole.hits - own.hits, all: whole.all - own.all });
      if (best !== null && gain <= best.gain) continue;
      if (isAlike({ day: '', hits: 0, all: own.all / (to - from + 1) }, before.all / from))
        best = { from, to, gain };
    }
  }
  if (best === null) return null;
  const own = days.slice(best.from, best.to + 1);
  const before = days.slice(0, best.from);
  const sure =
    Math.min(best.gain, likelihood(sumOf(own), sumOf(before))) / Math.max(1, spreadOf(own, before));
  return sure >= bar && holds(own, shareOf(before))
    ? { from: best.from + skipped, to: best.to + skipped }
    : null;
}

type Count = Pick<DayCount, 'hits' | 'all'>;

const upTo = (days: readonly DayCount[], part: 'hits' | 'all'): readonly number[] => {
  const sums = [0];
  for (const day of days) sums.push((sums.at(-1) ?? 0) + day[part]);
  return sums;
};

export const sumOf = (days: readonly Count[]): Count => ({
  hits: days.reduce((total, one) => total + one.hits, 0),
  all: days.reduce((total, one) => total + one.all, 0),
});

export const shareOf = (days: readonly Count[]): number => {
  const { hits, all } = sumOf(days);
  return hits / Math.max(1, all);
};

/** So much more that it matters. */
function isMore(own: Count, before: Count): boolean {
  const expected = (before.hits / before.all) * own.all;
  const excess = own.hits - expected;
  return (
    excess >= fewestExcess && own.hits >= smallestGrowth * expected && excess >= smallestDifference * own.all
  );
}

/** How many times likelier two shares are than one, as a natural logarithm; 0 where the second is no smaller. */
export function likelihood(own: Count, others: Count): number {
  if (own.all <= 0 || others.all <= 0 || own.hits * others.all <= others.hits * own.all) return 0;
  const some = (count: number, all: number): number => (count <= 0 ? 0 : count * Math.log(count / all));
  const part = ({ hits, all }: Count): number => some(hits, all) + some(all - hits, all);
  return part(own) + part(others) - part({ hits: own.hits + others.hits, all: own.all + others.all });
}

/** Pearson's dispersion of days that each have the share of their part: 1 for plain chance. */
export function spreadOf(...parts: readonly (readonly DayCount[])[]): number {
  const days = parts.flat().length;
  const squares = parts.map((part) => {
    const share = shareOf(part);
    return part.reduce(
      (total, { hits, all }) => total + (hits - share * all) ** 2 / Math.max(share * (1 - share) * all, 1),
      0,
    );
  });
  return squares.reduce((total, one) => total + one, 0) / Math.max(1, days - parts.length);
}

/** Nearly each day of the step is above the days before: one or two outliers are none. */
export function holds(own: readonly DayCount[], before: number): boolean {
  const share = shareOf(own);
  const told = own.filter(({ all }) => share * all >= telling);
  return told.filter(({ hits, all }) => hits > before * all).length >= mostlyAbove * told.length;
}

/** How much likelier days are with one share than with another, as a natural logarithm: above 0 with the first. */
export const nearer = (
  { hits, all }: Count,
  { during, before, days }: { during: number; before: number; days: number },
): number => {
  // Of what was never seen, one in twice as much mail may still have been to come.
  const usual = Math.max(before, 1 / (2 * Math.max(1, days)));
  return during <= usual ? -Infinity : hits * Math.log(during / usual) - all * (during - usual);
};
