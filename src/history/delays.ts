import { receiverOf } from '../knowledge/receivers.ts';
import type { DayTotals, ManyDelays, ReceiverAnswer } from './answers.ts';
import type { FailureGroup } from './failures.ts';
import { largest, sharesOf } from './rise.ts';
import { risesOf } from './statistics.ts';
import { unnamed } from './unnamed.ts';

/** One value stands for all of them when it has so much of the recipients. */
const mostOfIt = 0.7;

/**
 * Mail that waits at many receivers, each of which is too small to be told of: the domains of companies whose mailboxes one
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
  const rise = risesOf(series.days).findLast((one) => one.days.some(inRange));
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

/** The value that has most of the recipients of some groups; null where none has, or where it has no name. */
export function mostOf(
  groups: readonly FailureGroup[],
  valueOf: (group: FailureGroup) => string | null,
): string | null {
  const counts = new Map<string | null, number>();
  let all = 0;
  for (const group of groups) {
    const value = valueOf(group);
    counts.set(value, (counts.get(value) ?? 0) + group.recipients);
    all += group.recipients;
  }
  const found = [...counts].find(([, count]) => count >= mostOfIt * all)?.[0] ?? null;
  return found === unnamed ? null : found;
}
