import { delegationDetail } from '../../src/model/delegation.ts';
import { Unavailable, type Why } from '../../src/model/unavailable.ts';

const broken = {
  zone: 'example.com',
  above: 'com',
  servers: [
    { name: 'ns-1.awsdns-01.com', state: 'refused' as const },
    { name: 'ns-2.awsdns-02.net', state: 'refused' as const },
  ],
};

/** Why nobody can answer a question: all name servers of the zone refuse. */
export const servedByNobody = (question: string): Why =>
  new Unavailable('bad-reply', `the resolver answered SERVFAIL when asked for ${question}`, {
    question,
    detail: { host: '192.0.2.53', ...delegationDetail(broken) },
  }).why;

/** The finding's data about such questions. */
export const delegationData = (things: string, questions: readonly string[], plural = false) => ({
  ...broken,
  things,
  plural,
  questions,
});

/** What the servers of a zone say of a name that the resolver still has. */
export const keptByResolver = { zone: broken.zone, servers: [], inside: null, unserved: broken };

/** The finding's data about records that only the resolver has. */
export const keptData = (things: string, plural = false) => ({
  ...delegationData(things, [], plural),
  kept: '192.0.2.53',
});
