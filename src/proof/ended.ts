import type { CheckReport } from '../model/report.ts';
import { hasRisen } from './counts.ts';
import { dimensionOf } from './metric-dimension.ts';
import { accepted, type Proof } from './proof.ts';
import type { SeenEvent } from './seen.ts';
import { ending } from './traced.ts';
import { expectedTypes, isOnlyWay, typesAt, type Way, type Ways } from './ways.ts';

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
export function unproven(proof: Proof, known: Ways): string | null {
  const sent = accepted(proof);
  if (sent.length === 0 || known.ways.length === 0) return null;
  if (sent.some(({ scenario }) => scenario === 'to') && !hasEnded(proof))
    return 'Not proven: whether the message was delivered or bounced. Counters cannot tell; --tap, or the Virtual Deliverability Manager, can.';
  const { counts, buckets } = proof;
  const written = buckets.some(({ read }) => read.ok && read.value.otherShapes > 0);
  if (!(counts?.hops ?? []).some(hasRisen) && !written && seenIn(proof).length === 0)
    return 'Not proven: not one event of these messages has been seen on its way yet.';
  const hidden = known.ways.filter((way) => isHidden(way, proof) && isNeeded(way.place, proof, known));
  return hidden.length === 0
    ? null
    : `Not proven: nobody can see from here what comes to the ${[...new Set(hidden.map(({ by }) => by))].join(', the ')}.`;
}

/** A destination of which nobody can tell from outside what comes there. */
const isHidden = (way: Way, proof: Proof): boolean =>
  way.kind === 'other' || (way.kind === 'cloudwatch' && dimensionOf(way, proof) === null);

/** Whether some of the events take no other way. Deliveries are a choice where anything else was sent. */
function isNeeded(place: string, proof: Proof, known: Ways): boolean {
  const expected = expectedTypes(proof);
  const others = expected.filter((type) => type !== 'DELIVERY');
  return isOnlyWay(known, place, typesAt(known, place, others.length === 0 ? expected : others));
}

/** Checks that watched the messages: what one of them did not see is not proven by what it saw elsewhere. */
const watching: ReadonlySet<string> = new Set([
  'proof-counts',
  'proof-buckets',
  'proof-rules',
  'proof-subscriptions',
]);

/** What these checks did not see although nobody failed to answer, in a sentence; null: they saw everything. */
export function notSeenYet(checks: readonly Pick<CheckReport, 'id' | 'unanswered'>[]): string | null {
  const missed = checks
    .filter(({ id }) => watching.has(id))
    .flatMap(({ unanswered }) => unanswered.filter(({ counts }) => !counts));
  return missed.length === 0
    ? null
    : `Not proven: ${[...new Set(missed.map(({ message }) => message))].join('; ')}.`;
}
