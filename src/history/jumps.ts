import { farAbove, fewestExcess, furtherAbove, isAbove, isAlike, isBeside, shareOf, sum } from './above.ts';
import type { DayCount } from './day-count.ts';
import { sumOf } from './steps.ts';

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
/** Hits to be expected: with more of them each day speaks for itself. */
const mostTogether = 6;
/** Days with mail that a rise needs before it. */
export const fewestBaselineDays = 5;

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
export function riseOf(days: readonly DayCount[], base: readonly DayCount[]): Rise {
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

/** A share that is too high whatever mail it is of: the bounce rate at which AWS looks at an account. */
const tooHigh = 0.05;
const timesHigher = 5;

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

const shifted = (day: string, days: number): string =>
  day === '' ? '' : new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
