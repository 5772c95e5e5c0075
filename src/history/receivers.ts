import type { ReceiverAnswer, ReceiverDay } from './answers.ts';
import { told, toldOf } from './told.ts';
import { number, text, type Row } from './engine.ts';
import { addressFaults, isRefusal, receiverName, type FailureGroup } from './failures.ts';
import type { Shut } from './shut.ts';
import { groupedBy } from './grouped-by.ts';
import { mostOf } from './most-of.ts';
import { largest } from './rise.ts';
import type { DayCount } from './day-count.ts';
import { changesOf, type Change } from './changes.ts';
import { fewestFailures } from './questions.ts';
import { attemptsOf, countsOf, tellsBounces } from './totals.ts';

/** The receivers with failures: the rows of `perReceiver`, with what they refused. Those that changed most first. */
export function receiversOf(
  rows: readonly Row[],
  groups: readonly FailureGroup[],
  inRange: (day: string) => boolean,
  shut: readonly Shut[] = [],
): readonly ReceiverAnswer[] {
  const days = new Map(
    [...daysByReceiver(rows)].filter(
      ([, series]) => sum(series.map(({ failures }) => failures)) >= fewestFailures,
    ),
  );
  const isOfShut = ({ type, cause, receiver, sentDay }: FailureGroup): boolean =>
    type === 'Bounce' &&
    addressFaults.has(cause) &&
    shut.some((one) => one.receiver === receiver && one.days.has(sentDay));
  const refusals = groupedBy(
    groups.filter((one) => isRefusal(one) || isOfShut(one)),
    ({ receiver }) => receiver,
  );
  const delays = groupedBy(
    groups.filter(({ type }) => type === 'DeliveryDelay'),
    ({ receiver }) => receiver,
  );
  const inside = daysByReceiver(rows.filter((row) => number(row[7]) === 1));
  const mail = groupedBy(rows, (row) => receiverName(text(row[1])));
  return [...days.keys()]
    .map((receiver): ReceiverAnswer => {
      const refused = refusals.get(receiver) ?? [];
      const waiting = delays.get(receiver) ?? [];
      const own = refused.filter(({ isInside }) => isInside);
      const all = mailByDay(
        (mail.get(receiver) ?? []).filter((row) => toldOf(number(row[10])).isSteady),
        refused,
        'steady',
      );
      const judged = mailByDay(
        (mail.get(receiver) ?? []).filter((row) => number(row[7]) === 1 && number(row[9]) === 1),
        own.filter(({ isSentInside }) => isSentInside),
      );
      const attempts = sum(judged.map((one) => one.attempts));
      const heard = sum(judged.map((one) => one.heard));
      const share = (of: 'delayed' | 'refused', all: number): number | null =>
        all === 0 ? null : sum(judged.map((one) => one[of])) / all;
      const counted = withRefusals(inside.get(receiver) ?? [], own, judged);
      return {
        receiver,
        attempts,
        delayed: sum(counted.map((one) => one.delayed)),
        delayedShare: share('delayed', attempts),
        refused: sum(own.map(({ recipients }) => recipients)),
        refusedShare: share('refused', heard),
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
  return most === null
    ? null
    : {
        cause: most.cause,
        sample: most.sample,
        identity: mostOf(
          groups.filter(({ cause }) => cause === most.cause),
          ({ identity }) => identity,
        ),
      };
}

/** The newest rise that reaches into the range. */
function lastRise(
  days: readonly MailDay[],
  of: 'delayed' | 'refused',
  inRange: (day: string) => boolean,
): Change | null {
  const series = days.map((one): DayCount => ({
    day: one.day,
    all: of === 'refused' ? one.heard : one.attempts,
    hits: one[of],
  }));
  return changesOf(series).changes.findLast((rise) => rise.days.some(inRange)) ?? null;
}

/** Mail of which the records tell, by the day it was sent. */
interface MailDay {
  day: string;
  attempts: number;
  /** Those whose bounces would be in the records. */
  heard: number;
  delayed: number;
  refused: number;
}

function mailByDay(
  rows: readonly Row[],
  refused: readonly FailureGroup[],
  part: 'judged' | 'steady' = 'judged',
): readonly MailDay[] {
  const on = new Map<string, number>();
  for (const one of refused) on.set(one.sentDay, (on.get(one.sentDay) ?? 0) + one[part]);
  return [
    ...groupedBy(
      rows.filter((row) => number(row[10]) > told.nothing),
      (row) => text(row[8]),
    ),
  ].map(([day, own]) => {
    const counts = own.map(countsOf);
    return {
      day,
      attempts: attemptsOf(counts),
      heard: attemptsOf(counts.filter(tellsBounces)),
      delayed: sum(own.map((row) => number(row[5]))),
      refused: on.get(day) ?? 0,
    };
  });
}

/** The days of a receiver with what it refused on them, and the mail of each as far as records tell of it. */
function withRefusals(
  days: readonly Counts[],
  refused: readonly FailureGroup[],
  mail: readonly MailDay[],
): readonly ReceiverDay[] {
  const on = new Map<string, number>();
  for (const { day, recipients } of refused) on.set(day, (on.get(day) ?? 0) + recipients);
  const attempts = new Map(mail.map((one) => [one.day, one.attempts]));
  return days.map(({ day, delayed }) => ({
    day,
    attempts: attempts.get(day) ?? null,
    delayed,
    refused: on.get(day) ?? 0,
  }));
}

interface Counts {
  day: string;
  delayed: number;
  failures: number;
}

/** The days of each receiver: what goes to one of its domains goes to it. */
function daysByReceiver(rows: readonly Row[]): ReadonlyMap<string, readonly Counts[]> {
  return new Map(
    [...groupedBy(rows, (row) => receiverName(text(row[1])))].map(([receiver, own]) => [
      receiver,
      [...groupedBy(own, (row) => text(row[0]))].map(([day, ofDay]): Counts => {
        const count = (column: number): number => sum(ofDay.map((row) => number(row[column])));
        return { day, delayed: count(5), failures: count(6) };
      }),
    ]),
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
