import { isAlike, shareOf } from './above.ts';
import { climbOf } from './climb.ts';
import type { DayCount } from './day-count.ts';
import { judged, riseOf, type Rise } from './jumps.ts';
import { nearer, stepOf, sumOf } from './steps.ts';

/** A rise, and whether it came little by little (`climbOf`). */
export interface Change extends Rise {
  isSlow: boolean;
}

/** A step of fewer days is for `risesOf`. Among hundreds of days and dozens of series chance brings none so unlikely. */
const lasting = { shortest: 4, bar: 18 };

/**
 * All that rose in a series, oldest first: the rises; what is above for many days on end, though no day is far above by
 * itself; and else what climbs. `unlike` is that of `judged`.
 */
export function changesOf(series: readonly DayCount[]): {
  changes: readonly Change[];
  unlike: readonly (DayCount & { before: number })[];
} {
  const { rises: jumps, unlike } = judged(series);
  const days = series.filter(({ all }) => all > 0).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const rises = joined(jumps, days);
  const isRisen = new Set(rises.flatMap((rise) => rise.days));
  const calm = days.filter(({ day }) => !isRisen.has(day));
  const step = stepOf(calm, lasting, isAlike);
  if (step === null) {
    const climb = rises.length === 0 ? climbOf(series) : null;
    return {
      changes: (climb === null ? rises : [climb]).map((one) => ({ ...one, isSlow: climb !== null })),
      unlike,
    };
  }
  const stepDays = calm.slice(step.from, step.to + 1);
  const climb = rises.length === 0 ? climbOf(series) : null;
  if (climb !== null && fitsLine(days, step)) return { changes: [{ ...climb, isSlow: true }], unlike };
  const whole = withRises(stepDays, rises, days);
  const first = whole[0]?.day ?? '';
  const inside = new Set(whole.map(({ day }) => day));
  const lasts = riseOf(
    whole,
    calm.filter(({ day }) => day < first),
  );
  return {
    changes: [...rises.filter((rise) => !rise.days.some((day) => inside.has(day))), lasts]
      .toSorted((a, b) => (a.first < b.first ? -1 : 1))
      .map((one) => ({ ...one, isSlow: false })),
    unlike: unlike.filter(({ day }) => !inside.has(day)),
  };
}

/** The days of a step, with the rises that lie in it or next to it. */
function withRises(
  step: readonly DayCount[],
  rises: readonly Rise[],
  days: readonly DayCount[],
): readonly DayCount[] {
  const place = new Map(days.map(({ day }, index) => [day, index]));
  let [first, last] = [place.get(step[0]?.day ?? '') ?? 0, place.get(step.at(-1)?.day ?? '') ?? 0];
  for (const rise of [...rises, ...rises.toReversed()]) {
    const [begin, end] = [place.get(rise.first) ?? 0, place.get(rise.last) ?? 0];
    if (begin > last + 1 || end < first - 1) continue;
    first = Math.min(first, begin);
    last = Math.max(last, end);
  }
  return days.slice(first, last + 1);
}

/** Whether a line through all days is nearer to them than a step. */
function fitsLine(days: readonly DayCount[], { from, to }: { from: number; to: number }): boolean {
  const { hits, all } = sumOf(days);
  const middle = days.reduce((total, one, at) => total + one.all * at, 0) / all;
  const rate = hits / all;
  const slope =
    days.reduce((total, one, at) => total + (at - middle) * (one.hits - rate * one.all), 0) /
    days.reduce((total, one, at) => total + one.all * (at - middle) ** 2, 0);
  const inside = shareOf(days.slice(from, to + 1));
  const outside = shareOf(days.filter((_, at) => at < from || at > to));
  const distance = (share: (at: number) => number): number =>
    days.reduce((total, one, at) => total + (one.hits - Math.max(0, share(at)) * one.all) ** 2 / one.all, 0);
  return (
    distance((at) => rate + slope * (at - middle)) <
    distance((at) => (at >= from && at <= to ? inside : outside))
  );
}

/** So many days between two rises, or after the last, may be too little mail to tell. */
const mostBetween = 3;
/** Natural logarithms: how much likelier days have to be part of a rise. Before it, only days that surely are. */
const between = -1;
const behind = 0;
const ahead = 3;

/**
 * Rises with what belongs to them beside: days of little mail between two of them and after the last, whose share is nearer to
 * theirs than to that before; and days before, where the first few of a small receiver are no rise by themselves.
 */
function joined(rises: readonly Rise[], days: readonly DayCount[]): readonly Rise[] {
  const place = new Map(days.map(({ day }, index) => [day, index]));
  const byDay = new Map(days.map((one) => [one.day, one]));
  const baseOf = (rise: Rise): readonly DayCount[] =>
    rise.baselineDays.flatMap((day) => byDay.get(day) ?? []);
  const isNear = (some: readonly DayCount[], rise: Rise, least: number): boolean =>
    some.length <= mostBetween && nearer(sumOf(some), { ...rise, days: sumOf(baseOf(rise)).all }) > least;
  const found: Rise[] = [];
  for (const rise of rises) {
    const last = found.at(-1);
    const gap =
      last === undefined ? null : days.slice((place.get(last.last) ?? 0) + 1, place.get(rise.first) ?? 0);
    if (
      last !== undefined &&
      gap !== null &&
      gap.length > 0 &&
      isNear(gap, last, between) &&
      isNear(gap, rise, between)
    )
      found[found.length - 1] = riseOf(
        days.slice(place.get(last.first), (place.get(rise.last) ?? 0) + 1),
        baseOf(last),
      );
    else found.push(rise);
  }
  return found.map((rise, index) => {
    let from = place.get(rise.first) ?? 0;
    const floor = index === 0 ? 0 : (place.get(found[index - 1]?.last ?? '') ?? 0) + 1;
    for (let at = from - 1; at >= floor; at -= 1) {
      const day = days[at];
      if (day === undefined || !isNear([day], rise, ahead)) break;
      from = at;
    }
    let to = place.get(rise.last) ?? 0;
    const rest = days.slice(to + 1);
    if (index === found.length - 1 && rest.length > 0 && isNear(rest, rise, behind)) to = days.length - 1;
    if (from === place.get(rise.first) && to === place.get(rise.last)) return rise;
    const own = days.slice(from, to + 1);
    const inside = new Set(own.map(({ day }) => day));
    return riseOf(
      own,
      baseOf(rise).filter(({ day }) => !inside.has(day)),
    );
  });
}
