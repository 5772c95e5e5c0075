import { receiverOf } from '../knowledge/receivers.ts';
import type { DayTotals, ManyDelays, ReceiverAnswer } from './answers.ts';
import type { FailureGroup } from './failures.ts';
import { mostOf } from './most-of.ts';
import { largest, sharesOf } from './rise.ts';
import { groupedBy } from './grouped-by.ts';
import { changesOf, type Change } from './changes.ts';

/**
 * Mail that waits at many receivers, none of which stands out alone: the domains of companies whose mailboxes one
 * provider runs. Receivers with a rise of their own are left out. Null where waiting did not rise, or where it did at one of them
 * alone. Their provider is named where most replies show the same one. Where several of them stand out for the same cause on the same days,
 * it is one thing that happened to all of them, and no doing of each.
 */
export function manyDelays(
  groups: readonly FailureGroup[],
  days: readonly DayTotals[],
  receivers: readonly ReceiverAnswer[],
  inRange: (day: string) => boolean,
): ManyDelays | null {
  const together = sameDelays(receivers);
  if (together !== null) {
    const waiting = groups.filter(({ type, cause }) => type === 'DeliveryDelay' && cause === together.cause);
    const rise = changesOf(sharesOf(waiting, days).days).changes.findLast((one) => one.days.some(inRange));
    if (rise !== undefined) return { ...delaysOf(waiting, rise), names: together.names };
  }
  const told = new Set(
    receivers.filter(({ delayRise }) => delayRise !== null).map(({ receiver }) => receiver),
  );
  const waiting = groups.filter(({ type, receiver }) => type === 'DeliveryDelay' && !told.has(receiver));
  const series = sharesOf(waiting, days);
  const rise = changesOf(series.days).changes.findLast((one) => one.days.some(inRange));
  if (rise === undefined) return null;
  const own = waiting.filter(({ sentDay }) => rise.days.includes(sentDay));
  return mostOf(own, ({ receiver }) => receiver) !== null ? null : { ...delaysOf(waiting, rise), names: [] };
}

function delaysOf(waiting: readonly FailureGroup[], rise: Change): Omit<ManyDelays, 'names'> {
  const own = waiting.filter(({ sentDay }) => rise.days.includes(sentDay));
  return {
    rise,
    receivers: new Set(own.map(({ receiver }) => receiver)).size,
    provider: mostOf(own, ({ sample }) => receiverOf(null, sample ?? '')?.name ?? null),
    cause: mostOf(own, ({ cause }) => cause),
    identity: mostOf(own, ({ identity }) => identity),
    sample: largest(own)?.sample ?? null,
  };
}

/** So many receivers that have nothing in common do not begin the same on the same days by chance. */
const fewestTogether = 3;

/** Receivers whose delays rose for the same cause on the same days: the most of them; null where they are few. */
function sameDelays(
  receivers: readonly ReceiverAnswer[],
): { cause: string; names: readonly string[] } | null {
  const risen = receivers.flatMap(({ receiver, delayRise, delayCause }) =>
    delayRise === null || delayCause === null ? [] : [{ receiver, cause: delayCause.cause, delayRise }],
  );
  const found = [...groupedBy(risen, ({ cause }) => cause)].flatMap(([cause, own]) =>
    own.map(({ delayRise: { first, last } }) => ({
      cause,
      names: own
        .filter(({ delayRise }) => isNear(delayRise.first, first) && isNear(delayRise.last, last))
        .map(({ receiver }) => receiver),
    })),
  );
  const [most] = found.toSorted((a, b) => b.names.length - a.names.length);
  return most !== undefined && most.names.length >= fewestTogether ? most : null;
}

/** The same day, or the one beside it: a day begins at another hour for each. */
const isNear = (one: string, other: string): boolean =>
  Math.abs(Date.parse(one) - Date.parse(other)) <= 24 * 3600 * 1000;
