import packet, { type Answer, type DecodedPacket } from 'dns-packet';
import type { CnameStep, DnsRecords, DnsType } from '../../model/dns.ts';
import { headerBytes, types, uint16, wellFormed } from './structure.ts';

/** What is asked. `name` is absolute, in lower case, without the final dot. */
export interface Question {
  name: string;
  type: DnsType | DnssecType;
}

/** Types that only tell why a resolver refuses an answer (RFC 4034). */
export type DnssecType = 'DS' | 'DNSKEY';

/** A reply that belongs to our question and could be read. */
export interface Reply {
  /** With the upper bits of EDNS (RFC 6891 6.1.3). */
  rcode: number;
  authoritative: boolean;
  truncated: boolean;
  answers: readonly Answer[];
  authorities: readonly Answer[];
  additionals: readonly Answer[];
}

/** How a datagram relates to our question. A stray is ignored: anybody may have sent it. */
export type Reading = { kind: 'reply'; reply: Reply } | { kind: 'damaged' } | { kind: 'stray' };

export const rcodes = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  BADVERS: 16,
};

/** The name of a response code, for messages. */
export const rcodeName = (rcode: number): string =>
  Object.entries(rcodes).find(([, value]) => value === rcode)?.[0] ?? `response code ${rcode}`;

/** DNS flag day 2020: fits every path without fragments. */
const udpPayloadSize = 1232;

/**
 * A query as it goes over UDP (RFC 1035 section 4.1). The name is one that `canBeAsked`. Byte by byte: what writes numbers and labels
 * for everybody checks each of them, and a run about many domains makes thousands of queries.
 */
export function encodeQuery(
  id: number,
  question: Question,
  { recursion, edns, unchecked = false }: { recursion: boolean; edns: boolean; unchecked?: boolean },
): Buffer {
  const { name, type } = question;
  const rootLabel = name === '' ? headerBytes : headerBytes + 1 + Buffer.byteLength(name);
  const query = Buffer.alloc(rootLabel + 5 + (edns ? optBytes : 0));
  query[0] = id >> 8;
  query[1] = id & 0xff;
  query[2] = recursion ? recursionDesired : 0;
  query[3] = unchecked ? checkingDisabled : 0;
  query[5] = 1; // one question
  query[11] = edns ? 1 : 0; // additional records
  query.write(name, headerBytes + 1);
  // The octet before a label holds its length: for all but the first that is where the dot was written.
  let length = headerBytes;
  for (let at = length + 1; at <= rootLabel; at++) {
    if (at < rootLabel && query[at] !== dot) continue;
    query[length] = at - length - 1;
    length = at;
  }
  query[rootLabel] = 0;
  query[rootLabel + 1] = types[type] >> 8;
  query[rootLabel + 2] = types[type] & 0xff;
  query[rootLabel + 4] = classInternet;
  if (edns) {
    // Owner is the root, and everything except type and size is zero (RFC 6891 6.1.2).
    const opt = rootLabel + 5;
    query[opt + 2] = typeOpt;
    query[opt + 3] = udpPayloadSize >> 8;
    query[opt + 4] = udpPayloadSize & 0xff;
    // With the signatures: they tell why an answer was refused.
    query[opt + 7] = unchecked ? dnssecOk : 0;
  }
  return query;
}

const dot = 0x2e;
/** In the third octet. */
const recursionDesired = 0x01;
/** In the fourth. RFC 4035 section 3.2.2: the resolver is to answer without looking at signatures. */
const checkingDisabled = 0x10;
/** RFC 3225 section 3, in the upper octet. */
const dnssecOk = 0x80;
const classInternet = 1;
/** RFC 6891 6.1.1 and 6.1.2: an OPT record without options. */
const typeOpt = 41;
const optBytes = 11;

/** Reads what came back. Only id, QR bit and question tell whether it is ours (RFC 5452 section 9). */
export function readMessage(message: Buffer, id: number, question: Question): Reading {
  if (message.length < 12 || uint16(message, 0) !== id || (message.readUInt8(2) & 0x80) === 0) {
    return { kind: 'stray' };
  }
  const truncated = (message.readUInt8(2) & 0x02) !== 0;
  if (!wellFormed(message)) return truncated ? { kind: 'reply', reply: emptyTruncated } : { kind: 'damaged' };
  const decoded = decode(message);
  if (decoded === null) return { kind: 'damaged' };
  const rcode = rcodeOf(message, decoded);
  if (!asksFor(decoded, question, rcode)) return { kind: 'stray' };
  return {
    kind: 'reply',
    reply: {
      rcode,
      authoritative: decoded.flag_aa,
      truncated,
      answers: decoded.answers ?? [],
      authorities: decoded.authorities ?? [],
      additionals: decoded.additionals ?? [],
    },
  };
}

/** A cut message says nothing but that it was cut; the question is put again over TCP. */
const emptyTruncated: Reply = {
  rcode: 0,
  authoritative: false,
  truncated: true,
  answers: [],
  authorities: [],
  additionals: [],
};

function decode(message: Buffer): DecodedPacket | null {
  try {
    return packet.decode(message);
  } catch {
    return null;
  }
}

function rcodeOf(message: Buffer, decoded: DecodedPacket): number {
  const edns = decoded.additionals?.find((record) => record.type === 'OPT');
  return (message.readUInt8(3) & 0x0f) | ((edns?.extendedRcode ?? 0) << 4);
}

/** Servers that cannot read a query leave the question out of their error reply. */
function asksFor(decoded: DecodedPacket, question: Question, rcode: number): boolean {
  const asked = decoded.questions ?? [];
  if (asked.length === 0) return rcode !== rcodes.NOERROR && rcode !== rcodes.NXDOMAIN;
  const [first] = asked;
  return (
    asked.length === 1 &&
    first !== undefined &&
    lower(first.name) === question.name &&
    first.type === question.type
  );
}

/** A name as facts hold it: lower case, no final dot; empty for the root. */
export function lower(name: string): string {
  const small = name.toLowerCase();
  return small.endsWith('.') ? small.slice(0, -1) : small;
}

/** Values of one type at one owner, with the smallest TTL. */
export function valuesAt<T extends DnsType>(
  records: readonly Answer[],
  owner: string,
  type: T,
): { values: DnsRecords[T][]; ttl: number | null } {
  const values: DnsRecords[T][] = [];
  let ttl: number | null = null;
  for (const record of records) {
    if (record.type !== type || lower(record.name) !== owner) continue;
    const value = valueOf(record);
    if (value === null) continue;
    // `record.type === type` was just compared; TypeScript cannot carry that into the generic.
    values.push(value as DnsRecords[T]);
    ttl = Math.min(ttl ?? Infinity, ttlOf(record));
  }
  return { values, ttl };
}

/** The CNAME at a name, or null. */
export function aliasAt(records: readonly Answer[], name: string): CnameStep | null {
  for (const record of records) {
    if (record.type === 'CNAME' && lower(record.name) === name) {
      return { name, target: lower(record.data), ttl: ttlOf(record) };
    }
  }
  return null;
}

/** Seconds that a negative answer may be kept: the smaller of the SOA's TTL and its minimum (RFC 2308 section 5). */
export function negativeTtl(authorities: readonly Answer[]): number | null {
  for (const record of authorities) {
    if (record.type === 'SOA') return Math.min(ttlOf(record), record.data.minimum ?? Infinity);
  }
  return null;
}

/** RFC 2181 section 8: a TTL with the top bit set means zero. */
const ttlOf = (record: Answer): number =>
  'ttl' in record && record.ttl !== undefined && record.ttl < 2 ** 31 ? record.ttl : 0;

function valueOf(record: Answer): DnsRecords[DnsType] | null {
  if (record.type === 'A' || record.type === 'AAAA') return record.data.toLowerCase();
  if (record.type === 'CNAME' || record.type === 'NS' || record.type === 'PTR') return lower(record.data);
  if (record.type === 'TXT') return textOf(record.data);
  if (record.type === 'MX') {
    return { preference: record.data.preference ?? 0, exchange: lower(record.data.exchange) };
  }
  if (record.type === 'SOA') {
    const { mname, serial = 0, minimum = 0 } = record.data;
    return { mname: lower(mname), serial, minimum };
  }
  return null;
}

/** RFC 7208 3.3, RFC 6376 3.6.2.2: the strings are joined without anything between them. */
function textOf(data: string | Buffer | (string | Buffer)[]): string {
  const parts = Array.isArray(data) ? data : [data];
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))).toString(
    'utf8',
  );
}
