import type { DeadAddress } from './answers.ts';
import { number, text, type Row } from './engine.ts';
import { receiverName } from './failures.ts';
import { groupedBy } from './grouped-by.ts';
import { changesOf } from './changes.ts';
import { told } from './told.ts';
import { attemptsOf, countsOf, tellsBounces } from './totals.ts';

/** Nearly all of what is sent to a receiver comes back, and before it did not. */
const nearlyAll = 0.8;
const wasOpen = 0.4;

/** Days on which a receiver takes no mail at all, whatever its replies say. */
export interface Shut {
  receiver: string;
  first: string;
  days: ReadonlySet<string>;
}

/**
 * Receivers that take no mail from a day on, from the rows of `perReceiver`: that all of its addresses end on one day is a
 * fault of the receiver or of the way to it (a relay without its table, a move), and none of the addresses.
 */
export function shutReceivers(rows: readonly Row[]): readonly Shut[] {
  const known = rows.filter((row) => number(row[10]) > told.nothing);
  return [...groupedBy(known, (row) => receiverName(text(row[1])))].flatMap(([receiver, own]) => {
    const series = [...groupedBy(own, (row) => text(row[8]))].map(([day, ofDay]) => {
      const counts = ofDay.map(countsOf);
      return {
        day,
        hits: counts.filter(tellsBounces).reduce((sum, { bounces }) => sum + bounces, 0),
        all: attemptsOf(counts.filter(tellsBounces)),
      };
    });
    const change = changesOf(series).changes.findLast(
      ({ during, before }) => during >= nearlyAll && before <= wasOpen,
    );
    return change === undefined ? [] : [{ receiver, first: change.first, days: new Set(change.days) }];
  });
}

/** Addresses of which nobody knows whether they are dead, since their receiver took no mail at all when they bounced last. */
export const isOfShut = (shut: readonly Shut[], { address, cause, lastBounce }: DeadAddress): boolean =>
  cause !== 'bounce/domain-not-found' &&
  shut.some(
    ({ receiver, first }) =>
      receiver === receiverName(address.split('@').at(-1) ?? null) && lastBounce.slice(0, 10) >= first,
  );
