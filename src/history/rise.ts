import type { CauseRise, DayTotals, RisePart } from './answers.ts';
import type { FailureGroup } from './failures.ts';
import { risesOf, type Rise } from './statistics.ts';
import { tellsOfMail } from './totals.ts';

const mostParts = 3;

/** What rose, largest first: each cause of failures held against its own 14 days before. Waiting mail is for deferrals. */
export function causeRises(
  groups: readonly FailureGroup[],
  days: readonly DayTotals[],
): readonly CauseRise[] {
  const failures = groups.filter(({ type }) => type !== 'DeliveryDelay');
  const causes = [...new Set(failures.map(({ cause }) => cause))].sort();
  return causes
    .flatMap((cause) => {
      const own = failures.filter((one) => one.cause === cause);
      return risesOf(seriesOf(own, days)).map((rise): CauseRise => ({
        ...rise,
        ...measured(rise, days),
        cause,
        parts: (['receiver', 'campaign', 'identity'] as const).flatMap((dimension) =>
          partsOf(dimension, own, rise, days),
        ),
        sample: largest(own.filter(({ day }) => rise.days.includes(day)))?.sample ?? null,
      }));
    })
    .toSorted((a, b) => b.excess - a.excess || (a.cause < b.cause ? -1 : 1));
}

/** So much mail is assumed for each day where no record tells of it: days are held against each other by their counts then. */
const unknownVolume = 1000;

/** The mail of a day, as far as rises go. */
const volumeOf = (days: readonly DayTotals[]): ((day: DayTotals) => number) =>
  tellsOfMail(days) ? ({ attempts }) => attempts : () => unknownVolume;

/** What a rise is told in: shares of the mail, or recipients a day. */
function measured(
  { before, during }: Rise,
  days: readonly DayTotals[],
): Pick<CauseRise, 'measure' | 'before' | 'during'> {
  return tellsOfMail(days)
    ? { measure: 'share', before, during }
    : { measure: 'a-day', before: before * unknownVolume, during: during * unknownVolume };
}

/** Failures of each day beside what was sent on it. */
export function seriesOf(
  groups: readonly FailureGroup[],
  days: readonly DayTotals[],
): readonly { day: string; hits: number; all: number }[] {
  const hits = new Map<string, number>();
  for (const { day, recipients } of groups) hits.set(day, (hits.get(day) ?? 0) + recipients);
  const volume = volumeOf(days);
  return days.map((one) => ({ day: one.day, hits: hits.get(one.day) ?? 0, all: volume(one) }));
}

/** How much each value of a dimension has of the excess: its failures, less what it had in the days before, at today's volume. */
function partsOf(
  dimension: RisePart['dimension'],
  groups: readonly FailureGroup[],
  rise: Rise,
  days: readonly DayTotals[],
): readonly RisePart[] {
  const ofDay = volumeOf(days);
  const volume = (of: readonly string[]): number =>
    days.reduce((sum, one) => sum + (of.includes(one.day) ? ofDay(one) : 0), 0);
  const scale = volume(rise.days) / Math.max(1, volume(rise.baselineDays));
  const during = countBy(dimension, groups, new Set(rise.days));
  const before = countBy(dimension, groups, new Set(rise.baselineDays));
  const parts = [...during].map(([value, recipients]) => ({
    value,
    recipients,
    excess: Math.round(recipients - (before.get(value) ?? 0) * scale),
  }));
  return parts
    .filter(({ excess }) => excess > 0)
    .toSorted((a, b) => b.excess - a.excess || (a.value < b.value ? -1 : 1))
    .slice(0, mostParts)
    .map((part) => ({ dimension, ...part, share: Math.min(1, part.excess / Math.max(1, rise.excess)) }));
}

function countBy(
  dimension: RisePart['dimension'],
  groups: readonly FailureGroup[],
  days: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const group of groups) {
    if (days.has(group.day))
      counts.set(group[dimension], (counts.get(group[dimension]) ?? 0) + group.recipients);
  }
  return counts;
}

/** The largest of some groups. */
export const largest = (groups: readonly FailureGroup[]): FailureGroup | null =>
  groups.reduce<FailureGroup | null>(
    (most, one) => (most === null || one.recipients > most.recipients ? one : most),
    null,
  );
