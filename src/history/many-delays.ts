import { receiverOf } from '../knowledge/receivers.ts';
import type { DayTotals, ManyDelays, ReceiverAnswer } from './answers.ts';
import type { FailureGroup } from './failures.ts';
import { mostOf } from './most-of.ts';
import { largest, sharesOf } from './rise.ts';
import { changesOf } from './statistics.ts';

/**
 * Mail that waits at many receivers, none of which stands out alone: the domains of companies whose mailboxes one
 * provider runs. Receivers with a rise of their own are left out. Null where waiting did not rise, or where it did at one of them
 * alone. Their provider is named where most replies show the same one.
 */
export function manyDelays(
  groups: readonly FailureGroup[],
  days: readonly DayTotals[],
  receivers: readonly ReceiverAnswer[],
  inRange: (day: string) => boolean,
): ManyDelays | null {
  const told = new Set(
    receivers.filter(({ delayRise }) => delayRise !== null).map(({ receiver }) => receiver),
  );
  const waiting = groups.filter(({ type, receiver }) => type === 'DeliveryDelay' && !told.has(receiver));
  const series = sharesOf(waiting, days);
  const rise = changesOf(series.days).changes.findLast((one) => one.days.some(inRange));
  if (rise === undefined) return null;
  const own = waiting.filter(({ sentDay }) => rise.days.includes(sentDay));
  if (mostOf(own, ({ receiver }) => receiver) !== null) return null;
  return {
    rise,
    receivers: new Set(own.map(({ receiver }) => receiver)).size,
    provider: mostOf(own, ({ sample }) => receiverOf(null, sample ?? '')?.name ?? null),
    cause: mostOf(own, ({ cause }) => cause),
    identity: mostOf(own, ({ identity }) => identity),
    sample: largest(own)?.sample ?? null,
  };
}
