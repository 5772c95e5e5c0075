import type { ReceiverAnswer, ReceiverDay } from './answers.ts';
import { number, text, type Row } from './engine.ts';
import { isRefusal, receiverName, type FailureGroup } from './failures.ts';
import { groupedBy } from './grouped-by.ts';
import { largest } from './rise.ts';
import { risesOf, type DayCount, type Rise } from './statistics.ts';
import { fewestFailures } from './questions.ts';
import { attemptsOf } from './totals.ts';

/** The receivers with failures: the rows of `perReceiver`, with what they refused. Those that changed most first. */
export function receiversOf(
  rows: readonly Row[],
  groups: readonly FailureGroup[],
  inRange: (day: string) => boolean,
): readonly ReceiverAnswer[] {
  const days = new Map(
    [...daysByReceiver(rows)].filter(
      ([, series]) => sum(series.map(({ failures }) => failures)) >= fewestFailures,
    ),
  );
  const refusals = groupedBy(groups.filter(isRefusal), ({ receiver }) => receiver);
  const delays = groupedBy(
    groups.filter(({ type }) => type === 'DeliveryDelay'),
    ({ receiver }) => receiver,
  );
  const inside = daysByReceiver(rows.filter((row) => number(row[7]) === 1));
  return [...days]
    .map(([receiver, series]) => {
      const refused = refusals.get(receiver) ?? [];
      const waiting = delays.get(receiver) ?? [];
      const own = refused.filter(({ isInside }) => isInside);
      const all = withRefusals(series, refused);
      const counted = withRefusals(inside.get(receiver) ?? [], own);
      const attempts = sum(counted.map((one) => one.attempts));
      const delayed = sum(counted.map((one) => one.delayed));
      const refusedCount = sum(own.map(({ recipients }) => recipients));
      return {
        receiver,
        attempts,
        delayed,
        delayedShare: delayed / Math.max(1, attempts),
        refused: refusedCount,
        refusedShare: refusedCount / Math.max(1, attempts),
        delayRise: lastRise(all, 'delayed', inRange),
        refusalRise: lastRise(all, 'refused', inRange),
        delayCause: mostFrequent(waiting.filter(({ isInside }) => isInside)),
        refusalCause: mostFrequent(own),
        days: counted.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
      };
    })
    .toSorted((a, b) => weight(b) - weight(a) || (a.receiver < b.receiver ? -1 : 1));
}

/** Mail that waited or was refused beyond what was usual; then plain counts, which never outweigh a change. */
const weight = ({ delayRise, refusalRise, delayed, refused }: ReceiverAnswer): number =>
  (delayRise?.excess ?? 0) + (refusalRise?.excess ?? 0) + (delayed + refused) / 1e9;

function mostFrequent(groups: readonly FailureGroup[]): ReceiverAnswer['delayCause'] {
  const most = largest(groups);
  return most === null ? null : { cause: most.cause, sample: most.sample };
}

/** The newest rise that reaches into the range. */
function lastRise(
  days: readonly ReceiverDay[],
  of: 'delayed' | 'refused',
  inRange: (day: string) => boolean,
): Rise | null {
  const series = days.map((one): DayCount => ({ day: one.day, all: one.attempts, hits: one[of] }));
  return risesOf(series).findLast((rise) => rise.days.some(inRange)) ?? null;
}

/** The days of a receiver with what it refused on them. */
function withRefusals(days: readonly Counts[], refused: readonly FailureGroup[]): readonly ReceiverDay[] {
  const on = new Map<string, number>();
  for (const { day, recipients } of refused) on.set(day, (on.get(day) ?? 0) + recipients);
  return days.map(({ day, attempts, delayed }) => ({ day, attempts, delayed, refused: on.get(day) ?? 0 }));
}

interface Counts extends Omit<ReceiverDay, 'refused'> {
  failures: number;
}

/** The days of each receiver: what goes to one of its domains goes to it. */
function daysByReceiver(rows: readonly Row[]): ReadonlyMap<string, readonly Counts[]> {
  return new Map(
    [...groupedBy(rows, (row) => receiverName(text(row[1])))].map(([receiver, own]) => [
      receiver,
      [...groupedBy(own, (row) => text(row[0]))].map(([day, ofDay]): Counts => {
        const count = (column: number): number => sum(ofDay.map((row) => number(row[column])));
        return {
          day,
          attempts: attemptsOf(count(2), count(3), count(4)),
          delayed: count(5),
          failures: count(6),
        };
      }),
    ]),
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
