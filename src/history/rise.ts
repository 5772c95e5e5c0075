import type { CauseRise, DayTotals, RisePart, SenderTotals } from './answers.ts';
import { isReply, isUnsent, type FailureGroup } from './failures.ts';
import { dayAfter } from './cut.ts';
import type { DayCount } from './day-count.ts';
import { changesOf } from './changes.ts';
import { judged, type Rise } from './jumps.ts';
import { partsOf, type Divided, type MailOf } from './rise-parts.ts';
import type { UnlikeDay } from './unjudged.ts';

/** What rose, and what cannot be said to have risen or not. */
export interface Rises {
  rises: readonly CauseRise[];
  unlike: readonly UnlikeDay[];
}

/** The accounts and Regions that sent the mail. */
type Senders = readonly Pick<SenderTotals, 'account' | 'region'>[];

/**
 * What divides a rise. Accounts and Regions where there are several: one that is new is all of it. What never left SES has
 * nothing to do with its receivers.
 */
function dimensionsOf(own: readonly FailureGroup[], senders: Senders): readonly RisePart['dimension'][] {
  return [
    ...(['account', 'region'] as const).filter(
      (name) => new Set(senders.map((sender) => sender[name])).size > 1,
    ),
    ...(own.every(({ type }) => isUnsent(type)) ? [] : ['receiver' as const]),
    ...(['campaign', 'identity', 'configuration-set'] as const),
  ];
}

/**
 * What rose, largest first: each cause of failures held against its own 14 days before. Waiting mail is for deferrals, and an
 * automatic reply says that mail arrived. Shares
 * are of the mail that records tell of, by the day it was sent; where of some failures nothing else is told, their number is
 * held against that of the days before.
 */
export function causeRises(
  groups: readonly FailureGroup[],
  days: readonly DayTotals[],
  senders: Senders = [],
  mailOf: MailOf = () => null,
): Rises {
  const failures = groups.filter((one) => one.type !== 'DeliveryDelay' && !isReply(one));
  const causes = [...new Set(failures.map(({ cause }) => cause))].sort();
  const isWhole = !failures.some(({ untold }) => untold > 0);
  const found = causes.map((cause): Rises => {
    const own = failures.filter((one) => one.cause === cause);
    const shares = risesIn(cause, own, sharesOf(own, days), dimensionsOf(own, senders), mailOf);
    if (isWhole || own.every(({ untold }) => untold === 0)) return shares;
    const counts = risesIn(cause, own, countsOf(own, days), dimensionsOf(own, senders), mailOf);
    const seen = new Set(shares.rises.flatMap((rise) => rise.days));
    return {
      // Where publishing begins or ends, the sum of both stays what it is.
      rises: [
        ...shares.rises,
        ...counts.rises.filter(
          (rise) => !rise.days.some((day) => seen.has(day)) && mostlyUntold(own, new Set(rise.days)),
        ),
      ],
      unlike: [
        ...shares.unlike,
        ...counts.unlike.filter(({ day }) => !seen.has(day) && mostlyUntold(own, new Set([day]))),
      ],
    };
  });
  return {
    rises: found
      .flatMap(({ rises }) => rises)
      .toSorted((a, b) => b.excess - a.excess || (a.cause < b.cause ? -1 : 1)),
    unlike: found.flatMap(({ unlike }) => unlike),
  };
}

const mostlyUntold = (groups: readonly FailureGroup[], days: ReadonlySet<string>): boolean => {
  const own = groups.filter(({ day }) => days.has(day));
  const sum = (part: 'untold' | 'recipients'): number => own.reduce((total, one) => total + one[part], 0);
  return sum('untold') * 2 >= sum('recipients');
};

/** A series that rises are looked for in, and what its numbers are. */
interface Series {
  measure: CauseRise['measure'];
  days: readonly DayCount[];
  dayOf: (group: FailureGroup) => string;
  hitsOf: (group: FailureGroup) => number;
  base: Divided['base'];
}

function risesIn(
  cause: string,
  own: readonly FailureGroup[],
  series: Series,
  dimensions: readonly RisePart['dimension'][],
  mailOf: MailOf,
): Rises {
  const mailOn = new Map(series.days.map(({ day, all }) => [day, all]));
  const isShare = series.measure === 'share';
  const { changes: rises, unlike } = isShare ? changesOf(series.days) : jumpsOf(series.days);
  const usual = isShare ? [] : rises.filter((rise) => weekdayOf(rise, series.days) !== 'above');
  return {
    rises: rises
      .filter((rise) => !usual.includes(rise))
      .map((rise): CauseRise => ({
        ...rise,
        measure: series.measure,
        before: isShare ? rise.before : rise.before * unknownVolume,
        during: isShare ? rise.during : rise.during * unknownVolume,
        cause,
        parts: dimensions.flatMap((dimension) =>
          partsOf(dimension, { ...series, groups: own, rise, mailOn, mailOf }),
        ),
        sample: largest(own.filter((one) => rise.days.includes(series.dayOf(one))))?.sample ?? null,
      })),
    unlike: [
      ...unlike.map(({ day, hits, all, before }) => ({
        day,
        cause,
        hits,
        all: isShare ? all : null,
        before,
      })),
      ...usual
        .filter((rise) => weekdayOf(rise, series.days) === 'unknown')
        .flatMap((rise) =>
          series.days
            .filter(({ day }) => rise.days.includes(day))
            .map(({ day, hits }) => ({ day, cause, hits, all: null, before: rise.before * unknownVolume })),
        ),
    ],
  };
}

/** Of plain counts no step or climb is looked for: more mail would be one. */
function jumpsOf(days: readonly DayCount[]): ReturnType<typeof changesOf> {
  const { rises, unlike } = judged(days);
  return { changes: rises.map((rise) => ({ ...rise, isSlow: false })), unlike };
}

/** So much mail is assumed for each day where no record tells of it: days are held against each other by their counts then. */
const unknownVolume = 1000;
/** Weeks whose days are looked at, and how many times more than on them there has to be. */
const weeks = [1, 2, 3, 4];
const timesMore = 1.5;

/**
 * Of a sender who writes most on one day of the week, counts without the mail they belong to are high on that day every week.
 */
function weekdayOf(rise: Rise, days: readonly DayCount[]): 'above' | 'usual' | 'unknown' {
  const hits = new Map(days.map((one) => [one.day, one.hits]));
  const own = days.filter(({ day }) => rise.days.includes(day));
  const top = own.reduce((most, one) => (one.hits > most.hits ? one : most), { day: '', hits: -1 });
  const earlier = weeks
    .map((week) => hits.get(dayAfter(top.day, -7 * week)))
    .filter((one) => one !== undefined);
  if (earlier.length === 0) return 'unknown';
  return top.hits > timesMore * Math.max(...earlier) ? 'above' : 'usual';
}

/** Failures of mail that the records tell of, by the day it was sent, beside that mail. */
export function sharesOf(groups: readonly FailureGroup[], days: readonly DayTotals[]): Series {
  const hits = new Map<string, number>();
  for (const { sentDay, steady } of groups) hits.set(sentDay, (hits.get(sentDay) ?? 0) + steady);
  // What was not rendered was never sent: it is a part of itself and of what was.
  const isUnsent = groups.every(({ type }) => type === 'RenderingFailure');
  const areBounces = groups.length > 0 && groups.every(({ type }) => type === 'Bounce');
  return {
    measure: 'share',
    days: days
      .map(({ day, steadyAttempts, steadyBounceAttempts }) => ({
        day,
        hits: hits.get(day) ?? 0,
        all: (areBounces ? steadyBounceAttempts : steadyAttempts) + (isUnsent ? (hits.get(day) ?? 0) : 0),
      }))
      .filter(({ all }) => all > 0),
    dayOf: ({ sentDay }) => sentDay,
    hitsOf: ({ steady }) => steady,
    base: isUnsent ? null : areBounces ? 'heard' : 'attempts',
  };
}

/** Failures of each day, whatever is told of the mail. */
function countsOf(groups: readonly FailureGroup[], days: readonly DayTotals[]): Series {
  const hits = new Map<string, number>();
  for (const { day, recipients } of groups) hits.set(day, (hits.get(day) ?? 0) + recipients);
  return {
    measure: 'a-day',
    days: days
      .filter((one) => one.sends + one.deliveries + one.bounces + one.complaints + one.delays > 0)
      .map(({ day }) => ({ day, hits: hits.get(day) ?? 0, all: unknownVolume })),
    dayOf: ({ day }) => day,
    hitsOf: ({ recipients }) => recipients,
    base: null,
  };
}

/** The largest of some groups. */
export const largest = (groups: readonly FailureGroup[]): FailureGroup | null =>
  groups.reduce<FailureGroup | null>(
    (most, one) => (most === null || one.recipients > most.recipients ? one : most),
    null,
  );
