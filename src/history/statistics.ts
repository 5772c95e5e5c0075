import type { DayCount } from './day-count.ts';
import { likelihood, nearer, stepOf, sumOf } from './steps.ts';

/**
 * The Wilson score interval of a share (E. B. Wilson, 1927): where the true share lies when `hits` of `all` were seen.
 * `z` is 2.576 for 99 %. Null without any.
 */
export function wilson(hits: number, all: number, z = 2.576): { lower: number; upper: number } | null {
  if (all <= 0) return null;
  const share = Math.min(hits, all) / all;
  const square = (z * z) / all;
  const middle = share + square / 2;
  const spread = z * Math.sqrt((share * (1 - share)) / all + square / (4 * all));
  const clamp = (value: number): number => Math.min(1, Math.max(0, value / (1 + square)));
  return { lower: clamp(middle - spread), upper: clamp(middle + spread) };
}

/** Days on which a share was far above that of the days before. */
export interface Rise {
  first: string;
  last: string;
  /** Shares of 1: in the 14 days before, and while it lasted. */
  before: number;
  during: number;
  hits: number;
  all: number;
  /** Hits above what the share before would have brought. */
  excess: number;
  /** Days that the share before was taken from. */
  baselineDays: readonly string[];
  days: readonly string[];
}

const baselineLength = 14;
/** Days that are looked at together: where little is sent, no day of a rise is far above by itself. */
const togetherLengths = [1, 2, 3];
const furtherAbove = 7;
/** Hits to be expected: with more of them each day speaks for itself. */
const mostTogether = 6;
/** Days with mail that a rise needs before it. */
export const fewestBaselineDays = 5;
/** Standard deviations. A month of days, times some dozen causes, brings none of these by chance. */
const farAbove = 6;
const fewestExcess = 8;
/** Beside a day that is far above, a day that is out of line belongs to the same rise: it often begins in the evening. */
const outOfLine = 3;
const fewestBeside = 3;
/** Where much fails on a normal day, what came in an evening is a small part more of that day. */
const growthBeside = 1.15;
const smallestGrowth = 1.5;
const smallestDifference = 0.001;

/**
 * The rises of a series, oldest first. Each day is held against the 14 days before it that were no part of a rise, and
 * the spread of those days counts: a sender whose shares jump about needs a bigger jump. Days on end are one rise.
 */
export const risesOf = (series: readonly DayCount[]): readonly Rise[] => judged(series).rises;

/**
 * The rises of a series, and the days that would be one but for the mail: so much more or less than on any day they could be
 * held against that it is other mail.
 */
export function judged(series: readonly DayCount[]): {
  rises: readonly Rise[];
  unlike: readonly (DayCount & { before: number })[];
} {
  const days = series
    .filter(({ all, hits }) => all > 0 || hits > 0)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const risen = new Map<string, readonly DayCount[]>();
  const unlike = new Map<string, DayCount & { before: number }>();
  for (const index of days.keys()) {
    for (const length of togetherLengths) {
      const together = days.slice(Math.max(0, index - length + 1), index + 1);
      const earlier = days.slice(0, index - length + 1);
      const all = { day: '', hits: sum(together, 'hits'), all: sum(together, 'all') };
      const near = calmBefore(earlier, together[0]?.day ?? '', risen);
      const alike = near.filter((one) => isAlike(one, all.all / length));
      let base = alike.length >= fewestBaselineDays ? alike : near;
      if (together.length < length || base.length < fewestBaselineDays) continue;
      if (!isAbove(all, base, length === 1 ? farAbove : furtherAbove, fewestExcess)) continue;
      if (length > 1 && (sum(base, 'hits') / Math.max(1, sum(base, 'all'))) * all.all > mostTogether)
        continue;
      if (alike.length < Math.min(fewestBaselineDays, near.length)) {
        const verdict = againstAlike(
          all,
          length,
          earlier.filter(({ day }) => !risen.has(day)),
          near,
        );
        if (verdict.is === 'unlike')
          for (const one of together)
            if (!near.some((known) => isAlike(known, one.all)))
              unlike.set(one.day, { ...one, before: shareOf(near) });
        if (verdict.is !== 'above') continue;
        base = verdict.base;
      }
      for (const one of together)
        if (!risen.has(one.day) && (length === 1 || isBeside(one, base))) risen.set(one.day, base);
    }
  }
  widen(days, risen);
  const rises: Rise[] = [];
  let open: DayCount[] = [];
  const close = (): void => {
    const base = risen.get(open[0]?.day ?? '');
    if (base !== undefined) rises.push(riseOf(open, base));
    open = [];
  };
  for (const day of days) {
    if (risen.has(day.day)) open.push(day);
    else close();
  }
  close();
  return { rises, unlike: [...unlike.values()].filter(({ day }) => !risen.has(day)) };
}

/** Some days on end, held against others. */
function riseOf(days: readonly DayCount[], base: readonly DayCount[]): Rise {
  const before = shareOf(base);
  const { hits, all } = sumOf(days);
  return {
    first: days[0]?.day ?? '',
    last: days.at(-1)?.day ?? '',
    before,
    during: hits / Math.max(1, all),
    hits,
    all,
    excess: Math.round(hits - before * all),
    baselineDays: base.map(({ day }) => day),
    days: days.map(({ day }) => day),
  };
}

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

/** Mail of another day is like that of this one as long as there is not so many times more or less of it. */
const mostTimes = 3;
/** Of little mail a few more or less say nothing. */
const fewMore = 20;
export const isAlike = ({ all }: DayCount, volume: number): boolean =>
  all * mostTimes + fewMore >= volume && all <= volume * mostTimes + fewMore;

/** A share that is too high whatever mail it is of: the bounce rate at which AWS looks at an account. */
const tooHigh = 0.05;
const timesHigher = 5;

const shareOf = (days: readonly DayCount[]): number => sum(days, 'hits') / Math.max(1, sum(days, 'all'));

/**
 * Some days far above the days before them, of which few have as much mail: a newsletter beside daily receipts has a share
 * of its own. It is held against the days of as much mail, however long ago; without any, only what is too high by itself is
 * a rise.
 */
function againstAlike(
  today: DayCount,
  length: number,
  calm: readonly DayCount[],
  base: readonly DayCount[],
): { is: 'above' | 'usual' | 'unlike'; base: readonly DayCount[] } {
  const alike = calm.filter((one) => isAlike(one, today.all / length)).slice(-baselineLength);
  if (alike.length > 0)
    return {
      is: isAbove(today, alike, length === 1 ? farAbove : furtherAbove, fewestExcess) ? 'above' : 'usual',
      base: alike,
    };
  const share = today.hits / Math.max(1, today.all);
  return { is: share >= tooHigh && share >= timesHigher * shareOf(base) ? 'above' : 'unlike', base };
}

/** Whether any of these days has enough days of mail before it: without them no rise can be seen. */
export const hasBaseline = (days: readonly string[], isAsked: (day: string) => boolean): boolean =>
  days.toSorted().slice(fewestBaselineDays).some(isAsked);

/** The calm days of the 14 before a day. */
function calmBefore(
  earlier: readonly DayCount[],
  day: string,
  risen: ReadonlyMap<string, unknown>,
): readonly DayCount[] {
  const oldest = shifted(day, -baselineLength);
  const calm = earlier.filter((one) => !risen.has(one.day));
  // Days inside a long rise have no calm fortnight before them: then the last calm days hold.
  const near = calm.filter((one) => one.day >= oldest);
  return near.length >= fewestBaselineDays ? near : calm.slice(-baselineLength);
}

/** Adds the days before and after those that rose which are out of line as well, held against the same calm days. */
function widen(days: readonly DayCount[], risen: Map<string, readonly DayCount[]>): void {
  const order = days.map((_, index) => index);
  for (const [indexes, step] of [
    [order.toReversed(), -1],
    [order, 1],
  ] as const) {
    for (const index of indexes) {
      const today = days[index];
      const base = risen.get(days[index - step]?.day ?? '');
      if (today === undefined || base === undefined || risen.has(today.day)) continue;
      const calm = base.filter(({ day }) => day !== today.day);
      if (!calm.some((one) => isAlike(one, today.all))) continue;
      if (calm.length >= fewestBaselineDays && isBeside(today, calm)) risen.set(today.day, calm);
    }
  }
}

/** Whether a day that is next to one far above belongs to the same rise. */
const isBeside = (day: DayCount, base: readonly DayCount[]): boolean =>
  isAbove(day, base, outOfLine, fewestBeside, growthBeside);

/** Whether a day is so many standard deviations, and so many hits, above what the days before lead one to expect. */
function isAbove(
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

const sum = (days: readonly DayCount[], part: 'hits' | 'all'): number =>
  days.reduce((total, day) => total + day[part], 0);

const shifted = (day: string, days: number): string =>
  day === '' ? '' : new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
