import type { Proof, SentMessage } from '../../src/proof/proof.ts';
import type { Counted, HopCount } from '../../src/proof/counts.ts';
import type { SeenEvent } from '../../src/proof/seen.ts';
import type { Ways } from '../../src/proof/ways.ts';

export const proofTopic = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';

/** A message to the simulator that SES took. */
export const taken = (scenario: SentMessage['scenario']): SentMessage => ({
  scenario,
  recipient: `${scenario}+a1@simulator.amazonses.com`,
  at: '2026-11-28T10:00:00.000Z',
  outcome: { kind: 'accepted', messageId: `id-of-${scenario}` },
});

/** A test of which SES took the bounce, and nobody looked what came of it. */
export const sentProof: Proof = {
  ...{ nonce: 'a1', from: 'news@example.com', via: 'api', notSent: null, standing: null },
  ...{ messages: [taken('bounce')], tap: null, buckets: [], counts: null, traced: null, made: [] },
};

/** The events of the bounce take one way: a topic. */
export const oneWay: Ways = {
  sets: ['news'],
  ways: [
    { kind: 'sns', place: proofTopic, by: 'destination feedback of news', types: ['BOUNCE', 'DELIVERY'] },
  ],
  off: [],
  byMail: false,
  unread: [],
};

/** What a queue of our own saw of the bounce, once for each of these shapes. */
export const seenAt = (
  shapes: readonly SeenEvent['shape'][],
  more: Partial<NonNullable<Proof['tap']>> = {},
): NonNullable<Proof['tap']> => ({
  places: [{ place: proofTopic, open: { ok: true, value: true } }],
  seen: shapes.map((shape) => ({
    ...{ place: proofTopic, type: 'BOUNCE', recipient: taken('bounce').recipient, shape },
    ...{ messageId: 'id-of-bounce', bounce: 'Permanent/General' },
    at: { taken: null, happened: null, published: null, queued: null },
  })),
  seconds: 90,
  failed: null,
  ...more,
});

const nothing: Counted = { taken: null, delivered: null, failed: null, share: null };

/** What CloudWatch counted at the topic since the messages. */
export const countedAt = (since: Partial<Counted>, before: Partial<Counted> = {}): HopCount => ({
  ...{
    kind: 'topic',
    place: proofTopic,
    arn: proofTopic,
    due: { taken: 1, delivered: 1 },
    enoughSeconds: 600,
  },
  counts: { ok: true, value: { before: { ...nothing, ...before }, since: { ...nothing, ...since } } },
});
