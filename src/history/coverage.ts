import { dayAfter, type Cut } from './cut.ts';
import { number, text, type Cell, type Row } from './engine.ts';
import { groupedBy } from './grouped-by.ts';
import { sqlTime } from './sql-time.ts';
import type { Bound } from './with-ev.ts';

/**
 * What the records tell of the mail of one publisher on one day: nothing that a share could be of; its Deliveries; its
 * Sends; both. A share is of mail of which the records tell. Of mail that was sent before the first record, nothing can be.
 */
export const told = { before: -1, nothing: 0, deliveries: 1, sends: 2, both: 3 } as const;
export type Told = (typeof told)[keyof typeof told];

/**
 * Added to what is told of a publisher that tells nothing on some days, where others are told of on all of theirs: beside the
 * others, its mail would come and go, and a share with it. It is part of every share, and of no comparison of days.
 */
const unsteady = 10;

/** A value of `known` of the queries: what is told, and whether days may be compared by it. */
export const toldOf = (known: number): { told: number; isSteady: boolean } =>
  known > unsteady ? { told: known - unsteady, isSteady: false } : { told: known, isSteady: true };

/** Who publishes events: a configuration set of an account; without one the identity, whose notifications these are. */
export interface Publisher {
  set: string | null;
  account: string | null;
  /** Only where there is no set; null where some records of the account name none. */
  identity: string | null;
}

/** Days of a publisher of which more or less is told than of most. */
interface Exception {
  publisher: Publisher;
  /** A value of `told`, with `unsteady`. */
  known: number;
  /** Null: on all days. `to` is the day after the last. */
  from: string | null;
  to: string | null;
}

/** Days of a publisher that have failures, and no record of the mail that they are a part of. */
export interface Gap {
  publisher: Publisher;
  /** In order. */
  days: readonly string[];
  /** Failures of the range that are in no share because of it. */
  failures: number;
}

export interface Coverage {
  /** The first day with records: of mail that was sent before it nothing is known. Null without any. */
  firstDay: string | null;
  /** What is told where no exception says otherwise. */
  most: Told;
  exceptions: readonly Exception[];
  /** Those with the most failures first. */
  gaps: readonly Gap[];
}

/** Before anything is known, and where Sends are published of everything. */
export const toldOfAll: Coverage = { firstDay: null, most: told.both, exceptions: [], gaps: [] };

/** SES began in that year. */
const beforeAll = '2011-01-01';

/** A query has so many exceptions at most; the others, with the fewest failures, are of no share. */
const mostExceptions = 300;

/** So much of what happened to mail may lack its Send: a record that was lost, or the hour in which publishing began. */
const mostLacking = 0.05;
/** Where fewer Deliveries are told than this share of what did not bounce, the Sends are what counts. */
const fewestDelivered = 0.8;

interface Day {
  day: string;
  publisher: Publisher;
  told: Told;
  failures: number;
  /** Deliveries, bounces and complaints. */
  happened: number;
}

/** What the rows of `publishers` tell. */
export function coverageOf(rows: readonly Row[], where: Cut['where']): Coverage {
  const firstDay = rows
    .map((row) => text(row[11]).slice(0, 10))
    .reduce<string | null>((least, day) => (least === null || day < least ? day : least), null);
  // What --where keeps to is a type of events, and no part of the mail.
  if (where.some(({ dimension }) => dimension === 'type'))
    return { firstDay, most: told.nothing, exceptions: [], gaps: [] };
  const days = merged(rows)
    .map((row) => dayOf(row, where))
    .filter((one) => one !== null)
    .map(toldElsewhere(rows))
    .filter(({ day }) => firstDay === null || day >= firstDay);
  const most = mostFrequent(days);
  const byPublisher = [...groupedBy(days, ({ publisher }) => JSON.stringify(publisher)).values()];
  const areSomeWhole = byPublisher.some((own) => gapOf(own).length === 0);
  const exceptions = byPublisher
    .flatMap((own) => exceptionsOf(own, most, areSomeWhole && gapOf(own).length > 0))
    .toSorted(byFailures);
  return {
    firstDay,
    most,
    exceptions: exceptions.slice(0, mostExceptions),
    gaps: byPublisher.flatMap(gapOf).toSorted(byFailures),
  };
}

/**
 * Failures that come as notifications of an identity name no configuration set. Where the sets of the account publish Sends
 * and no failure at all, these are the failures of that mail.
 */
function toldElsewhere(rows: readonly Row[]): (day: Day) => Day {
  const sends = new Map<string, number>();
  const failing = new Set<Cell>();
  for (const [day, set, account = null, , sent, , bounces, complaints] of rows) {
    if (set === null) continue;
    const key = JSON.stringify([day, account]);
    sends.set(key, (sends.get(key) ?? 0) + number(sent));
    if (number(bounces) + number(complaints) > 0) failing.add(account);
  }
  return (one) => {
    const { set, account } = one.publisher;
    const sent = sends.get(JSON.stringify([one.day, account])) ?? 0;
    return one.told === told.nothing &&
      set === null &&
      !failing.has(account) &&
      sent >= one.happened &&
      sent > 0
      ? { ...one, told: told.sends }
      : one;
  };
}

/** Records that name no identity may be of any: then all mail of the account without a set is of one publisher. */
function merged(rows: readonly Row[]): readonly Row[] {
  const isNameless = ([, set, , identity]: Row): boolean => set === null && identity === null;
  const accounts = new Set(rows.filter(isNameless).map(([, , account]) => account));
  if (accounts.size === 0) return rows;
  const isMerged = ([, set, account]: Row): boolean => set === null && accounts.has(account ?? null);
  const sums = groupedBy(rows.filter(isMerged), ([day, , account]) => JSON.stringify([day, account]));
  return [
    ...rows.filter((row) => !isMerged(row)),
    ...[...sums.values()].map(([first = [], ...more]): Row => [
      ...first.slice(0, 3),
      null,
      ...first
        .slice(4, 11)
        .map((cell, index) => more.reduce((sum, row) => sum + number(row[index + 4]), number(cell))),
    ]),
  ];
}

const byFailures = (a: { failures: number }, b: { failures: number }): number => b.failures - a.failures;

const orNull = (cell: Cell | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell);

function dayOf(row: Row, where: Cut['where']): Day | null {
  const [sends = 0, deliveries = 0, bounces = 0, complaints = 0, others = 0, lacking = 0, failures = 0] = row
    .slice(4, 11)
    .map(number);
  const happened = deliveries + bounces + complaints;
  // Of what was not rendered there is no Send, and it needs none.
  if (sends + happened + others === 0) return null;
  const coversAll = sends > 0 && lacking <= mostLacking * happened;
  const tellsArrivals = deliveries > 0 && (!coversAll || deliveries >= fewestDelivered * (sends - bounces));
  // Sends do not know yet which address they will go out from.
  // Where Deliveries are told, they make good for a Send that was lost.
  const tellsSends =
    coversAll && (lacking === 0 || !tellsArrivals) && !where.some(({ dimension }) => dimension === 'ip');
  return {
    day: text(row[0]),
    publisher: { set: orNull(row[1]), account: orNull(row[2]), identity: orNull(row[3]) },
    told: tellsSends
      ? tellsArrivals
        ? told.both
        : told.sends
      : tellsArrivals
        ? told.deliveries
        : told.nothing,
    failures,
    happened,
  };
}

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
    if (run?.[0]?.told === one.told) run.push(one);
    else runs.push([one]);
  }
  return runs.flatMap((run) => {
    const [begin] = run;
    const end = run.at(-1);
    if (begin === undefined || end === undefined || (begin.told === most && !isUnsteady)) return [];
    const isAll = runs.length === 1;
    return [
      {
        publisher: begin.publisher,
        known: begin.told + (isUnsteady && begin.told !== told.nothing ? unsteady : 0),
        from: isAll ? null : begin.day,
        to: isAll ? null : dayAfter(end.day),
        failures: run.reduce((sum, one) => sum + one.failures, 0) + (begin.told === told.nothing ? 1 : 0),
      },
    ];
  });
}

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

/** As SQL: what is told of the mail of an event, a number of `told`. */
export function toldSql({ firstDay, most, exceptions }: Coverage): Bound {
  const parts = exceptions.map(({ publisher, known, from, to }) => {
    const is = (column: string, value: string | null): { sql: string; values: readonly string[] } =>
      value === null ? { sql: `${column} IS NULL`, values: [] } : { sql: `${column} = ?`, values: [value] };
    const conditions = [
      is('configuration_set', publisher.set),
      is('account', publisher.account),
      ...(publisher.set === null && publisher.identity !== null ? [is('identity', publisher.identity)] : []),
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
    sql: `CASE ${['WHEN sent < CAST(? AS TIMESTAMP) THEN -1', ...parts.map(({ sql }) => sql)].join(' ')} ELSE ${most} END`,
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
