import type { DnsProbe } from '../../src/model/dns.ts';
import { Unavailable, type Why } from '../../src/model/unavailable.ts';

/** Why a resolver that validates refuses a question: the zone has a DS record and no keys. */
export const refusedForDnssec = (question: string, zone = 'example.com'): Why =>
  new Unavailable('bad-reply', `the resolver refused ${question}`, {
    question,
    detail: {
      host: '192.0.2.53',
      failure: 'dnssec',
      zone,
      fault: 'no-keys',
      at: '',
      expected: '12345',
      actual: '',
    },
  }).why;

/** The finding's data about such questions. */
export const dnssecData = (things: string, questions: readonly string[], plural = false) => ({
  zone: 'example.com',
  fault: 'no-keys' as const,
  at: '',
  expected: '12345',
  actual: '',
  things,
  plural,
  questions,
});

/** A view of the zone's servers where the resolver has a zone of its own. */
export const apart =
  (authoritative: DnsProbe['authoritative'], inside = ['dc1.corp.test']): DnsProbe['authoritative'] =>
  async (name, type) => ({ ...(await authoritative(name, type)), inside });
