import { fewestExcess, furtherAbove, isAbove, isAlike, shareOf, sum } from './above.ts';
import type { DayCount } from './day-count.ts';
import type { Rise } from './jumps.ts';
import { likelihood, sumOf } from './steps.ts';

/** Parts of a series that are held against each other, and how much the share grows from each to the next in a climb. */
const partsOfClimb = 3;
const fewestDaysOfPart = 5;
const growthOfPart = 1.1;
/** Log-likelihood ratio: where a third has a handful of hits, it is chance once in some dozen months of many receivers. */
const barOfClimb = 14;

/**
 * A share that climbs little by little: held against the fortnight before it no day is far above, and yet the last third of
 * the days is far above the first, and the middle between them. Null without one, on fewer than 15 days with mail,
 * or where a third has so much more or less mail than the first that it is other mail. `days` are those of the last third,
 * `first` is the day after the first third.
 */
export function climbOf(series: readonly DayCount[]): Rise | null {
  const days = series.filter(({ all }) => all > 0).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const length = Math.floor(days.length / partsOfClimb);
  if (length < fewestDaysOfPart) return null;
  const parts = Array.from({ length: partsOfClimb }, (_, index) =>
    days.slice(days.length - length * (partsOfClimb - index)).slice(0, length),
  );
  const [base = [], second = []] = parts;
  const top = parts.at(-1) ?? [];
  const all = { day: '', hits: sum(top, 'hits'), all: sum(top, 'all') };
  const volume = sum(base, 'all') / length;
  if (!parts.every((part) => isAlike({ day: '', hits: 0, all: sum(part, 'all') / length }, volume)))
    return null;
  const shares = parts.map(shareOf);
  if (!shares.every((share, at) => at === 0 || share > growthOfPart * (shares[at - 1] ?? 0))) return null;
  if (!isAbove(all, base, furtherAbove, fewestExcess)) return null;
  if (likelihood(all, sumOf(base)) < barOfClimb) return null;
  const before = shareOf(base);
  return {
    first: second[0]?.day ?? '',
    last: top.at(-1)?.day ?? '',
    before,
    during: shareOf(top),
    hits: all.hits,
    all: all.all,
    excess: Math.round(all.hits - before * all.all),
    baselineDays: base.map(({ day }) => day),
    days: top.map(({ day }) => day),
  };
}
