import type { DayTotals, Part, PartDimension, PartKind } from './answers.ts';
import type { SetDay } from './coverage.ts';
import type { DayCount } from './day-count.ts';
import { number, text, type Row } from './engine.ts';
import type { FailureGroup } from './failures.ts';
import { groupedBy } from './grouped-by.ts';
import { kinds } from './part-kinds.ts';
import { attemptsOf, tellsBounces, type Counts } from './totals.ts';
import { told, toldOf } from './told.ts';
import { unnamed } from './unnamed.ts';

/** All failures of each kind by the day their mail was sent. */
export function totalsOf(
  failures: readonly FailureGroup[],
  days: readonly DayTotals[],
): Readonly<Record<PartKind, readonly DayCount[]>> {
  const of = (kind: PartKind): readonly DayCount[] => {
    const on = hitsByDay(failures.filter(({ type }) => type === kinds[kind].type));
    return days.map(({ day, steadyAttempts, steadyBounceAttempts }) => ({
      day,
      hits: on.get(day) ?? 0,
      all: kind === 'bounce' ? steadyBounceAttempts : steadyAttempts,
    }));
  };
  return { bounce: of('bounce'), complaint: of('complaint'), delay: of('delay') };
}

/** Failures by the day their mail was sent. */
export function hitsByDay(groups: readonly FailureGroup[]): ReadonlyMap<string, number> {
  const on = new Map<string, number>();
  for (const { sentDay, steady } of groups) on.set(sentDay, (on.get(sentDay) ?? 0) + steady);
  return on;
}

/** The mail of a part on one day. */
export interface PartDay {
  day: string;
  attempts: number;
  /** Those whose bounces would be in the records. */
  heard: number;
}

/** The mail of each part by day, in order, from the rows of `perPart`; that which names none is `unnamed`. */
export function seriesOf(rows: readonly Row[]): readonly { part: Part; mail: readonly PartDay[] }[] {
  const places: Readonly<Record<number, readonly [PartDimension, number]>> = {
    3: ['identity', 1],
    5: ['campaign', 2],
    6: ['configuration-set', 3],
  };
  const partOf = (row: Row): Part => {
    const [dimension, at] = places[number(row[4])] ?? ['identity', 1];
    return { dimension, value: text(row[at]) || unnamed };
  };
  return [...groupedBy(rows, (row) => JSON.stringify(partOf(row))).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const mail = [...groupedBy(own, (row) => text(row[0]))].map(([day, ofDay]): PartDay => {
      const counts = ofDay.map((row): Counts => ({
        sends: number(row[6]),
        deliveries: number(row[7]),
        bounces: number(row[8]),
        known: number(row[5]),
      }));
      const steady = counts.filter(isSteady);
      return { day, attempts: attemptsOf(steady), heard: attemptsOf(steady.filter(tellsBounces)) };
    });
    return [{ part: partOf(first), mail: mail.toSorted((a, b) => (a.day < b.day ? -1 : 1)) }];
  });
}

/**
 * The configuration sets as rows of `perPart`, from what is known of those who publish: for the overview, which is to cost no
 * query more.
 */
export const rowsOfSets = (sets: readonly SetDay[]): readonly Row[] =>
  sets
    .filter(({ known }) => known > told.nothing)
    .map(({ day, set, known, sends, deliveries, bounces }) => [
      ...[day, null, null, set, 6, known, sends, deliveries, bounces],
    ]);

const isSteady = ({ known }: Counts): boolean => toldOf(known).isSteady;
