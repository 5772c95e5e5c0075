import { dayAfter, type Cut } from './cut.ts';
import { isoTime, text, type Row } from './engine.ts';
import { groupedBy } from './grouped-by.ts';
import { publisherDays, type Publisher, type PublisherDay } from './publisher-days.ts';
import { sqlTime } from './sql-time.ts';
import { knownOf, told, toldOf, type Told } from './told.ts';
import { endlessDays, sendlessDays, unheardDays, withoutAnyEnd, withoutEnd, withoutSend } from './unheard.ts';
import type { Bound } from './with-ev.ts';

/** Days of a publisher of which more or less is told than of most. */
interface Exception {
  publisher: Publisher;
  /** A number of `knownOf`. */
  known: number;
  /** Null: on all days. `to` is the day after the last. */
  from: string | null;
  to: string | null;
}

/** Mail of a publisher of which the records tell, and whose bounces would not be among them. */
export interface Unheard {
  publisher: Publisher;
  /** In order. */
  days: readonly string[];
  /** Recipients of the range. */
  recipients: number;
  /** Those of these days that have a Send and no end: neither Delivery nor bounce. */
  withoutEnd: number;
}

/** Days of a publisher that have failures, and no record of the mail that they are a part of. */
export interface Gap {
  publisher: Publisher;
  /** In order. */
  days: readonly string[];
  /** Failures of the range that are in no share because of it. */
  failures: number;
}

/** Mail of a publisher that has a Send and no end, although its ends are told; or the other way round. */
export interface Endless {
  /** What there is no record of. */
  without: 'end' | 'Send';
  publisher: Publisher;
  /** In order. */
  days: readonly string[];
  /** Recipients of these days. */
  recipients: number;
  /** Those of them of whom no record tells how it ended; or that have an end and no Send. */
  withoutEnd: number;
}

/** The mail of a configuration set on one day, and what is told of it (`knownOf`). */
export interface SetDay extends Pick<PublisherDay, 'day' | 'sends' | 'deliveries' | 'bounces'> {
  set: string;
  known: number;
}

export interface Coverage {
  /** What the configuration sets sent, whatever --where keeps to. */
  sets: readonly SetDay[];
  /** Those with the most of them first. */
  endless: readonly Endless[];
  /** The first day with records: of mail that was sent before it nothing is known. Null without any. */
  firstDay: string | null;
  /** What is told where no exception says otherwise. */
  most: Told;
  exceptions: readonly Exception[];
  /** Those with the most failures first. */
  gaps: readonly Gap[];
  /** Those with the most recipients first. */
  unheard: readonly Unheard[];
}

/** Before anything is known, and where Sends are published of everything. */
export const toldOfAll: Coverage = {
  sets: [],
  firstDay: null,
  most: told.both,
  exceptions: [],
  gaps: [],
  unheard: [],
  endless: [],
};

/** SES began in that year. */
const beforeAll = '2011-01-01';

/** A query has so many exceptions at most; the others, with the fewest failures, are of no share. */
const mostExceptions = 300;

/** What the rows of `publishers` tell; `notices`: those of `noticesOfSets`, `ends`: those of `messageEnds`. */
export function coverageOf(
  rows: readonly Row[],
  where: Cut['where'],
  notices: readonly Row[] = [],
  ends: readonly Row[] = [],
): Coverage {
  const first = least(rows.map((row) => text(row[11])));
  const firstDay = first === null ? null : first.slice(0, 10);
  // What --where keeps to is a type of events, and no part of the mail.
  if (where.some(({ dimension }) => dimension === 'type'))
    return { ...toldOfAll, firstDay, most: told.nothing };
  const lastEvent = isoTime(rows.reduce((most, row) => (text(row[15]) > most ? text(row[15]) : most), ''));
  const endless: Endless[] = [];
  const own = [
    ...groupedBy(
      publisherDays(rows, where, notices, ends).filter(({ day }) => firstDay === null || day >= firstDay),
      ({ publisher }) => JSON.stringify(publisher),
    ).values(),
  ].map((of): readonly Day[] => {
    const unheard = unheardDays(of, lastEvent);
    endless.push(...endlessOf(endlessDays(of, lastEvent, unheard)), ...sendlessOf(sendlessDays(of)));
    return of.map((one) => ({ ...one, tellsBounces: !unheard.has(one) }));
  });
  const most = mostFrequent(own.flat());
  const areSomeWhole = own.some((of) => gapOf(of).length === 0);
  const exceptions = own
    .flatMap((of) => exceptionsOf(of, most, areSomeWhole && gapOf(of).length > 0))
    .toSorted(byFailures);
  return {
    sets: own.flatMap((of) => setDays(of, areSomeWhole && gapOf(of).length > 0)),
    firstDay,
    most,
    exceptions: exceptions.slice(0, mostExceptions),
    gaps: own.flatMap(gapOf).toSorted(byFailures),
    unheard: own.flatMap(unheardOf).toSorted((a, b) => b.recipients - a.recipients),
    endless: endless.toSorted((a, b) => b.withoutEnd - a.withoutEnd),
  };
}

interface Day extends PublisherDay {
  /** A bounce would be in the records. */
  tellsBounces: boolean;
}

const least = (times: readonly string[]): string | null =>
  times.reduce<string | null>((first, time) => (first === null || time < first ? time : first), null);

const byFailures = (a: { failures: number }, b: { failures: number }): number => b.failures - a.failures;

function mostFrequent(days: readonly Day[]): Told {
  const counts = [...groupedBy(days, ({ told }) => String(told)).values()].toSorted(
    (a, b) => b.length - a.length,
  );
  return counts[0]?.[0]?.told ?? told.both;
}

/** Days on end of one kind are one exception; a publisher that is the same on all days has one without bounds. */
function exceptionsOf(
  days: readonly Day[],
  most: Told,
  isUnsteady: boolean,
): readonly (Exception & { failures: number })[] {
  const [first] = days;
  if (first === undefined) return [];
  const ordered = days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const runs: Day[][] = [];
  for (const one of ordered) {
    const run = runs.at(-1);
    if (run?.[0]?.told === one.told && run[0].tellsBounces === one.tellsBounces) run.push(one);
    else runs.push([one]);
  }
  return runs.flatMap((run) => {
    const [begin] = run;
    const end = run.at(-1);
    if (begin === undefined || end === undefined) return [];
    if (begin.told === most && begin.tellsBounces && !isUnsteady) return [];
    const isAll = runs.length === 1;
    return [
      {
        publisher: begin.publisher,
        known: knownOf({ told: begin.told, isSteady: !isUnsteady, tellsBounces: begin.tellsBounces }),
        from: isAll ? null : begin.day,
        to: isAll ? null : dayAfter(end.day),
        failures:
          run.reduce((sum, one) => sum + one.failures, 0) +
          (begin.told === told.nothing || !begin.tellsBounces ? 1 : 0),
      },
    ];
  });
}

const setDays = (days: readonly Day[], isUnsteady: boolean): readonly SetDay[] =>
  days.flatMap(({ publisher: { set }, day, sends, deliveries, bounces, ...one }) =>
    set === null
      ? []
      : [{ set, day, sends, deliveries, bounces, known: knownOf({ ...one, isSteady: !isUnsteady }) }],
  );

function gapOf(days: readonly Day[]): readonly Gap[] {
  const without = days.filter((one) => one.told === told.nothing && one.failures > 0);
  const [first] = without;
  if (first === undefined) return [];
  return [
    {
      publisher: first.publisher,
      days: without.map(({ day }) => day).toSorted(),
      failures: without.reduce((sum, { failures }) => sum + failures, 0),
    },
  ];
}

function endlessOf(days: readonly PublisherDay[]): readonly Endless[] {
  const [first] = days;
  if (first === undefined) return [];
  return [
    {
      ...{ without: 'end', publisher: first.publisher },
      days: days.map(({ day }) => day).toSorted(),
      recipients: days.reduce((sum, { sends }) => sum + sends, 0),
      withoutEnd: days.reduce((sum, one) => sum + withoutAnyEnd(one), 0),
    },
  ];
}

function sendlessOf(days: readonly PublisherDay[]): readonly Endless[] {
  const [first] = days;
  if (first === undefined) return [];
  return [
    {
      ...{ without: 'Send', publisher: first.publisher },
      days: days.map(({ day }) => day).toSorted(),
      recipients: days.reduce((sum, { deliveries, bounces }) => sum + deliveries + bounces, 0),
      withoutEnd: days.reduce((sum, one) => sum + withoutSend(one), 0),
    },
  ];
}

function unheardOf(days: readonly Day[]): readonly Unheard[] {
  const without = days.filter(({ tellsBounces, asked }) => !tellsBounces && asked > 0);
  const [first] = without;
  if (first === undefined) return [];
  return [
    {
      publisher: first.publisher,
      days: without.map(({ day }) => day).toSorted(),
      recipients: without.reduce((sum, { asked }) => sum + asked, 0),
      withoutEnd: without.reduce((sum, one) => sum + withoutEnd(one), 0),
    },
  ];
}

/** Whether the mail of some publisher is known by its Deliveries alone. */
export const countsDeliveries = ({ most, exceptions }: Coverage): boolean =>
  [most, ...exceptions.map(({ known }) => toldOf(known).told)].includes(told.deliveries);

/** As SQL: what is told of the mail of an event, a number of `told`. */
export function toldSql({ firstDay, most, exceptions }: Coverage): Bound {
  const parts = exceptions.map(({ publisher, known, from, to }) => {
    const is = (column: string, value: string | null): { sql: string; values: readonly string[] } =>
      value === null ? { sql: `${column} IS NULL`, values: [] } : { sql: `${column} = ?`, values: [value] };
    const conditions = [
      is('configuration_set', publisher.set),
      is('account', publisher.account),
      ...(publisher.set === null && publisher.identity !== null ? [is('sender', publisher.identity)] : []),
      ...(from === null
        ? []
        : [{ sql: 'sent >= CAST(? AS TIMESTAMP)', values: [sqlTime(`${from}T00:00:00.000Z`)] }]),
      ...(to === null
        ? []
        : [{ sql: 'sent < CAST(? AS TIMESTAMP)', values: [sqlTime(`${to}T00:00:00.000Z`)] }]),
    ];
    return {
      sql: `WHEN ${conditions.map(({ sql }) => sql).join(' AND ')} THEN ${known}`,
      values: conditions.flatMap(({ values }) => values),
    };
  });
  return {
    sql: `CASE ${[`WHEN simulated THEN ${told.apart} WHEN sent < CAST(? AS TIMESTAMP) THEN ${told.before}`, ...parts.map(({ sql }) => sql)].join(' ')} ELSE ${most} END`,
    values: [sqlTime(`${firstDay ?? beforeAll}T00:00:00.000Z`), ...parts.flatMap(({ values }) => values)],
  };
}

/** What stands for a publisher in a text. */
export const publisherName = ({ set, account, identity }: Publisher, isOneAccount: boolean): string => {
  const name =
    set === null
      ? `mail without a configuration set${identity === null ? '' : ` (${identity})`}`
      : `configuration set ${set}`;
  return isOneAccount || account === null ? name : `${name} of account ${account}`;
};
