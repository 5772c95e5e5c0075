import type { Answer, DecodedPacket, Question } from 'dns-packet';
import type { Finding } from './lookup.ts';

/** Answers that can be read and are not what somebody expects who asked. */
export type OddAnswer =
  /** That to another question, under the right id. */
  | 'wrong-question'
  /** The right one, names in another case (draft-vixie-dnsext-dns0x20). */
  | 'other-case'
  /** To servers elsewhere, as a server answers that asks nobody on behalf of others: no record and no SOA. */
  | 'referral'
  /** A record of another type, or of another name, in the place of what was asked for. */
  | 'other-type'
  | 'other-name'
  /** A CNAME that leads to itself. */
  | 'circle'
  /** What the world holds, and 300 records more. */
  | 'many'
  /** A CNAME to a name of 255 octets, which does not exist. */
  | 'long-name'
  /** A TXT record without a string, with an empty one, or with bytes that are no text. */
  | 'no-strings'
  | 'empty-string'
  | 'bytes'
  /** There is no such name, or none with that record, as the SOA of the zone tells. */
  | 'denied-by-zone'
  | 'empty-by-zone';

/** What is said in the place of the right answer. */
export function oddAnswer(
  kind: OddAnswer,
  { questions = [] }: DecodedPacket,
  right: Finding,
): { questions: Question[]; finding: Finding } {
  const [{ name, type } = { name: '.', type: 'A' as const }] = questions;
  const says = (answers: readonly Answer[]): { questions: Question[]; finding: Finding } => ({
    questions,
    finding: { ...right, rcode: 'NOERROR', answers: [...answers], authorities: [] },
  });
  switch (kind) {
    case 'wrong-question':
      return { questions: questions.map((one) => ({ ...one, name: `other.${one.name}` })), finding: right };
    case 'other-case':
      return {
        questions: questions.map((one) => ({ ...one, name: mixed(one.name) })),
        finding: { ...right, answers: right.answers.map((one) => ({ ...one, name: mixed(one.name) })) },
      };
    case 'referral':
      return {
        questions,
        finding: {
          ...{ rcode: 'NOERROR', authoritative: false, answers: [] },
          authorities: ['a', 'b'].map((host) => ({
            name: '.',
            type: 'NS',
            data: `${host}.root-servers.net`,
          })),
        },
      };
    case 'other-type':
      return says([
        type === 'A' ? textAt(name, ['something else']) : { name, type: 'A', ttl: 60, data: '203.0.113.9' },
      ]);
    case 'other-name':
      return says(right.answers.map((one) => ({ ...one, name: `other.${one.name}` })));
    case 'circle':
      return says([{ name, type: 'CNAME', ttl: 60, data: name }]);
    case 'many':
      return says([
        ...right.answers,
        ...Array.from({ length: 300 }, (_, index) => another(name, type, index)),
      ]);
    case 'long-name':
      return says([{ name, type: 'CNAME', ttl: 60, data: longName }]);
    case 'no-strings':
      return says([textAt(name, [])]);
    case 'empty-string':
      return says([textAt(name, [''])]);
    case 'bytes':
      return says([
        textAt(name, [Buffer.from([0xff, 0xfe, 0x00, 0x1b, 0x5b, 0x33, 0x31, 0x6d, 0xc3, 0x28])]),
      ]);
    case 'denied-by-zone':
    case 'empty-by-zone':
      return {
        questions,
        finding: {
          ...{ rcode: kind === 'empty-by-zone' ? 'NOERROR' : 'NXDOMAIN', authoritative: false, answers: [] },
          authorities: [soaOf(name.split('.').slice(-2).join('.'))],
        },
      };
  }
}

const mixed = (name: string): string =>
  name.replaceAll(/..?/g, (two) => `${two.slice(0, 1).toUpperCase()}${two.slice(1)}`);

/** RFC 1035 3.1: 255 octets with the lengths of the labels. */
const longName = `${['a', 'b', 'c'].map((letter) => letter.repeat(63)).join('.')}.${'d'.repeat(61)}`;

const textAt = (name: string, data: (string | Buffer)[]): Answer => ({ name, type: 'TXT', ttl: 60, data });

function another(name: string, type: string, index: number): Answer {
  const host = `host-${String(index)}.elsewhere.example`;
  switch (type) {
    case 'MX':
      return { name, type, ttl: 60, data: { preference: 100 + index, exchange: host } };
    case 'A':
      return { name, type, ttl: 60, data: `203.0.${String(113 + (index >> 8))}.${String(index & 255)}` };
    case 'AAAA':
      return { name, type, ttl: 60, data: `2001:db8::${index.toString(16)}` };
    case 'NS':
    case 'PTR':
      return { name, type, ttl: 60, data: host };
    default:
      return textAt(name, [`a note of somebody, number ${String(index)}`]);
  }
}

const soaOf = (zone: string): Answer => ({
  ...{ name: zone, type: 'SOA', ttl: 60 },
  data: {
    ...{ mname: `ns1.${zone}`, rname: `hostmaster.${zone}`, serial: 1 },
    ...{ refresh: 3600, retry: 600, expire: 86_400, minimum: 60 },
  },
});
