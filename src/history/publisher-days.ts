import type { Cut } from './cut.ts';
import { number, text, type Cell, type Row } from './engine.ts';
import { groupedBy } from './grouped-by.ts';
import { told, type Told } from './told.ts';

/** Who publishes events: a configuration set of an account; without one the identity, whose notifications these are. */
export interface Publisher {
  set: string | null;
  account: string | null;
  /** Only where there is no set; null where some records of the account name none. */
  identity: string | null;
}

/** Recipients of mail whose Sends and ends were matched by the message. */
export interface Matched {
  sends: number;
  withoutEnd: number;
  ends: number;
  withoutSend: number;
}

/** What a publisher tells of the mail it sent on one day. */
export interface PublisherDay {
  day: string;
  publisher: Publisher;
  told: Told;
  /** Failures of the range that are asked about. */
  failures: number;
  /** Deliveries, bounces and complaints. */
  happened: number;
  sends: number;
  deliveries: number;
  /** Those that came as notifications of an identity are among them, where these count. */
  bounces: number;
  rejects: number;
  /** By the message: the mail that was looked at (`messageEnds`), and what of it has a Send and no end, or an end and no Send. */
  matched: Matched;
  /** Recipients of mail of the range that is asked about. */
  asked: number;
}

/** So much of what happened to mail may lack its Send: a record that was lost, or the hour in which publishing began. */
const mostLacking = 0.05;
/** Where fewer Deliveries are told than this share of what did not bounce, the Sends are what counts. */
const fewestDelivered = 0.8;
/** The columns of `publishers` that are counts: before the time of the first event, and behind it. */
const counts = [4, 5, 6, 7, 8, 9, 10, 12, 13, 14];

const none: Matched = { sends: 0, withoutEnd: 0, ends: 0, withoutSend: 0 };

/** The rows of `publishers` as days; `notices`: the rows of `noticesOfSets`, `ends`: those of `messageEnds`. */
export function publisherDays(
  rows: readonly Row[],
  where: Cut['where'],
  notices: readonly Row[],
  ends: readonly Row[],
): readonly PublisherDay[] {
  const whole = merged(rows);
  const isNameless = new Set(
    whole.filter(([, set, , identity]) => set === null && identity === null).map(([, , account]) => account),
  );
  // What names no set is not kept where a set, or a tag of its events, is asked for.
  const dropsNotices = where.some(
    ({ dimension }) => dimension === 'configuration-set' || dimension === 'campaign' || dimension === 'ip',
  );
  const ofSet = new Map<string, number>();
  const ofIdentity = new Map<string, number>();
  for (const [day = null, owner = null, account = null, identity = null, failures, bounces] of notices) {
    if (!dropsNotices) add(ofSet, [day, owner, account], number(bounces));
    add(ofIdentity, [day, account, isNameless.has(account) ? null : identity], number(failures));
  }
  const matched = new Map<string, Matched>();
  for (const [day = null, set = null, account = null, identity = null, ...found] of ends) {
    const key = keyOf([day, set, account, isNameless.has(account) ? null : identity]);
    const known = matched.get(key) ?? none;
    const [sends, withoutEnd, ended, withoutSend] = found.map(number);
    matched.set(key, {
      sends: known.sends + (sends ?? 0),
      withoutEnd: known.withoutEnd + (withoutEnd ?? 0),
      ends: known.ends + (ended ?? 0),
      withoutSend: known.withoutSend + (withoutSend ?? 0),
    });
  }
  return whole.flatMap((row) => {
    const found = dayOf(row, where);
    if (found === null) return [];
    const { set, account, identity } = found.publisher;
    const one = { ...found, matched: matched.get(keyOf([found.day, set, account, identity])) ?? none };
    if (set !== null)
      return [{ ...one, bounces: one.bounces + (ofSet.get(keyOf([one.day, set, account])) ?? 0) }];
    const known = ofIdentity.get(keyOf([one.day, account, identity])) ?? 0;
    const isOfSets = one.told === told.nothing && known > 0 && known >= (1 - mostLacking) * one.happened;
    return [isOfSets ? { ...one, told: told.sends } : one];
  });
}

const keyOf = (of: readonly Cell[]): string => JSON.stringify(of);

function add(to: Map<string, number>, of: readonly Cell[], count: number): void {
  to.set(keyOf(of), (to.get(keyOf(of)) ?? 0) + count);
}

/** Records that name no identity may be of any: then all mail of the account without a set is of one publisher. */
function merged(rows: readonly Row[]): readonly Row[] {
  const isNameless = ([, set, , identity]: Row): boolean => set === null && identity === null;
  const accounts = new Set(rows.filter(isNameless).map(([, , account]) => account));
  if (accounts.size === 0) return rows;
  const isMerged = ([, set, account]: Row): boolean => set === null && accounts.has(account ?? null);
  const sums = groupedBy(rows.filter(isMerged), ([day, , account]) => keyOf([day ?? null, account ?? null]));
  return [
    ...rows.filter((row) => !isMerged(row)),
    ...[...sums.values()].map((own): Row =>
      (own[0] ?? []).map((cell, at) =>
        at === 3 ? null : counts.includes(at) ? own.reduce((sum, row) => sum + number(row[at]), 0) : cell,
      ),
    ),
  ];
}

const orNull = (cell: Cell | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell);

function dayOf(row: Row, where: Cut['where']): Omit<PublisherDay, 'matched'> | null {
  const [
    sends = 0,
    deliveries = 0,
    bounces = 0,
    complaints = 0,
    others = 0,
    lacking = 0,
    failures = 0,
    ...more
  ] = counts.map((at) => number(row[at]));
  const [rejects = 0, askedSends = 0, askedDeliveries = 0] = more;
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
    ...{ failures, happened, sends, deliveries, bounces, rejects },
    asked: Math.max(askedSends, askedDeliveries),
  };
}
