import type { DayCount } from './day-count.ts';
import { isAlike } from './above.ts';
import { holds, likelihood, shareOf, spreadOf, sumOf } from './steps.ts';

/** What makes a step of a part of the mail. */
export interface SharpBar {
  /** Log-likelihood ratio, as in `stepOf`: higher, since many parts are looked at. */
  bar: number;
  /** Shares of 1: so much more than before; and where it is so much more or less mail than before that it is other mail. */
  difference: number;
  differenceOfOther: number;
}

/** Days with mail, and recipients, that a step needs before it. */
const fewestDays = 3;
const fewestRecipients = 30;
const fewestExcess = 8;
const smallestGrowth = 3;
const smallestGrowthOfOther = 5;
/** So many hits show that it was so on such days before. */
const fewestAlike = 3;
/** So many days with mail are looked at: the newest. */
const mostDays = 120;

/**
 * Days on end of a small part of the mail whose share is many times that of the days before and of all other days: the likeliest
 * such days, null without any. A share that such days of the week, or days with as much mail, have had before is a rhythm.
 */
export function sharpStep(
  series: readonly DayCount[],
  needed: SharpBar,
  isIn: (day: string) => boolean,
): { before: readonly DayCount[]; own: readonly DayCount[]; gain: number } | null {
  const days = series.slice(-mostDays);
  const whole = sumOf(days);
  if (whole.hits < fewestExcess) return null;
  let best: { from: number; to: number; gain: number } | null = null;
  const before = { ...sumOf(days.slice(0, fewestDays)) };
  for (let from = fewestDays; from < days.length; from += 1) {
    const own = { hits: 0, all: 0 };
    for (let to = from; to < days.length; to += 1) {
      own.hits += days[to]?.hits ?? 0;
      own.all += days[to]?.all ?? 0;
      if (before.all < fewestRecipients || !isIn(days[to]?.day ?? '')) continue;
      if (!isMore(own, before, smallestGrowth, needed.difference)) continue;
      const others = { hits: whole.hits - own.hits, all: whole.all - own.all };
      const gain = Math.min(likelihood(own, others), likelihood(own, before));
      if (gain < needed.bar || (best !== null && gain <= best.gain)) continue;
      if (isSharp(days, from, to, needed)) best = { from, to, gain };
    }
    before.hits += days[from]?.hits ?? 0;
    before.all += days[from]?.all ?? 0;
  }
  return best === null
    ? null
    : { before: days.slice(0, best.from), own: days.slice(best.from, best.to + 1), gain: best.gain };
}

type Count = Pick<DayCount, 'hits' | 'all'>;

function isMore(own: Count, before: Count, growth: number, difference: number): boolean {
  const expected = (before.hits / Math.max(1, before.all)) * own.all;
  const excess = own.hits - expected;
  return excess >= fewestExcess && own.hits >= growth * expected && excess >= difference * own.all;
}

/** The same where days differ among themselves, and held against days that are like these. */
function isSharp(
  days: readonly DayCount[],
  from: number,
  to: number,
  { bar, differenceOfOther }: SharpBar,
): boolean {
  const [before, own, after] = [days.slice(0, from), days.slice(from, to + 1), days.slice(to + 1)];
  const count = sumOf(own);
  const gain = Math.min(likelihood(count, sumOf(before)), likelihood(count, sumOf([...before, ...after])));
  if (gain < bar * Math.max(1, spreadOf(own, before)) || !holds(own, shareOf(before))) return false;
  const volume = count.all / own.length;
  const isOther = !isAlike({ day: '', hits: 0, all: volume }, sumOf(before).all / before.length);
  if (isOther && !isMore(count, sumOf(before), smallestGrowthOfOther, differenceOfOther)) return false;
  const weekdays = new Set(own.map(({ day }) => weekday(day)));
  return !(
    isUsual(count, before, after, ({ day }) => weekdays.has(weekday(day))) ||
    (isOther && isUsual(count, before, after, (one) => isAlike(one, volume)))
  );
}

/** Whether days of a kind had such a share before; where there are none, afterwards. */
function isUsual(
  own: Count,
  before: readonly DayCount[],
  after: readonly DayCount[],
  isOfKind: (day: DayCount) => boolean,
): boolean {
  const earlier = before.filter(isOfKind);
  const alike = sumOf(earlier.length > 0 ? earlier : after.filter(isOfKind));
  return alike.hits >= fewestAlike && own.hits * alike.all < smallestGrowth * alike.hits * own.all;
}

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
