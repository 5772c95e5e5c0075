import { accepted, type Proof } from './proof.ts';
import type { SeenEvent } from './seen.ts';
import { ending } from './traced.ts';
import type { Ways } from './ways.ts';

/** What a queue of our own, or a bucket, says became of the message of --to, where that is bad; null: nothing of the kind. */
export function badEnd({ messages, tap, buckets }: Proof): SeenEvent | null {
  const message = accepted({ messages }).find(({ scenario }) => scenario === 'to');
  const own = seenIn({ tap, buckets }).filter(({ recipient }) => recipient === message?.recipient);
  const delivered = own.some(({ type }) => type === 'DELIVERY');
  return (
    own.find(
      ({ type, bounce }) =>
        type === 'REJECT' ||
        type === 'RENDERING_FAILURE' ||
        // After a delivery it is the automatic reply of somebody who is away.
        (type === 'BOUNCE' && !(delivered && bounce?.startsWith('Transient/') === true)),
    ) ?? null
  );
}

/** Whether anybody said that the message of --to arrived, or that it did not. */
export const hasEnded = (proof: Proof): boolean =>
  badEnd(proof) !== null ||
  (proof.traced?.answer.ok === true && ending(proof.traced.answer.value) !== null) ||
  seenIn(proof).some(({ type }) => type === 'DELIVERY');

/** What was seen of the messages, wherever. */
export const seenIn = ({ tap, buckets }: Pick<Proof, 'tap' | 'buckets'>): readonly SeenEvent[] => [
  ...(tap?.seen ?? []),
  ...buckets.flatMap(({ read }) => (read.ok ? read.value.seen : [])),
];

/**
 * Why the messages prove nothing although nothing is wrong that anybody saw, in a sentence; null: they prove something.
 * What cannot be seen from outside earns no tick, and by itself no exit code either.
 */
export function unproven(proof: Proof, { ways }: Pick<Ways, 'ways'>): string | null {
  const sent = accepted(proof);
  if (sent.length === 0 || ways.length === 0) return null;
  if (sent.some(({ scenario }) => scenario === 'to') && !hasEnded(proof))
    return 'Not proven: whether the message was delivered or bounced. Counters cannot tell; --tap, or the Virtual Deliverability Manager, can.';
  const { counts, buckets } = proof;
  const rose = (counts?.hops ?? []).some(
    ({ counts: of }) =>
      of.ok && ['taken', 'delivered', 'failed'].some((role) => (of.value.since[role as 'taken'] ?? 0) > 0),
  );
  const written = buckets.some(({ read }) => read.ok && read.value.otherShapes > 0);
  return rose || written || seenIn(proof).length > 0
    ? null
    : 'Not proven: not one event of these messages has been seen on its way yet.';
}
