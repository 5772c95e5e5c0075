import type { Stage } from '../src/model/check.ts';
import arrival from './proof/proof-arrival.ts';
import buckets from './proof/proof-buckets.ts';
import counts from './proof/proof-counts.ts';
import deadLetters from './proof/proof-dead-letters.ts';
import delivery from './proof/proof-delivery.ts';
import destinations from './proof/proof-destinations.ts';
import left from './proof/proof-left.ts';
import others from './proof/proof-others.ts';
import outcomes from './proof/proof-outcomes.ts';
import queues from './proof/proof-queues.ts';
import rules from './proof/proof-rules.ts';
import sending from './proof/proof-sending.ts';
import shapes from './proof/proof-shapes.ts';
import streams from './proof/proof-streams.ts';
import subscriptions from './proof/proof-subscriptions.ts';
import topics from './proof/proof-topics.ts';

/** What `ses-doctor test` looks at once it has sent, in the order of the way. No part of the checklist of `check`. */
export const proofStage: Stage = {
  id: 'proof',
  question: 'Does what is sent come back as events?',
  checks: [
    sending,
    destinations,
    topics,
    subscriptions,
    rules,
    queues,
    streams,
    buckets,
    others,
    shapes,
    counts,
    deadLetters,
    arrival,
    outcomes,
    delivery,
    left,
  ],
};
