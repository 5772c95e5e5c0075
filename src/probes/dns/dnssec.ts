import { createHash } from 'node:crypto';
import type { Answer, DnskeyData, DsData, RrsigData } from 'dns-packet';
import type { DnssecBreak } from '../../model/dnssec.ts';
import { lower, type Question, type Reply } from './wire.ts';

/** Asks the resolver: as anybody would, or for what there is without a look at the signatures. Null: no answer. */
export interface Asker {
  checked: (question: Question) => Promise<Reply | null>;
  unchecked: (question: Question) => Promise<Reply | null>;
  /** Like `checked`, and never from memory. */
  again: (question: Question) => Promise<Reply | null>;
}

/** What is behind a SERVFAIL. `resolver`: it cannot verify the zones above either, so that nothing is said of ours. */
export type Diagnosis =
  { kind: 'other' } | { kind: 'resolver'; zone: string } | ({ kind: 'broken' } & DnssecBreak);

interface Secure {
  zone: string;
  promised: readonly DsData[];
}

/**
 * Tells a broken chain of trust from a dead server. A resolver that validates answers SERVFAIL for both (RFC 4035
 * section 5.5); with CD set it gives what it refused. The zone at fault is the first from the top whose DS record
 * verifies and whose keys do not; where all do, the signature of the answer itself is bad.
 */
export async function diagnose(question: Question, ask: Asker, now: number, hops = 0): Promise<Diagnosis> {
  const refused = await ask.unchecked(question);
  if (refused === null) return { kind: 'other' };
  // What a name stands for is in a zone of its own, which may be the broken one (RFC 4035 section 5.3.4 asks for each of them).
  const alias = aliasIn(refused.answers, question);
  if (alias !== null && hops < mostHops) {
    const behind = await diagnose({ ...question, name: alias }, ask, now, hops + 1);
    if (behind.kind !== 'other') return behind;
  }
  const labels = question.name.split('.');
  const zones = labels.map((_label, index) => labels.slice(index).join('.')).toReversed();
  const promises = await Promise.all(
    zones.map(async (zone): Promise<Secure> => {
      const reply = await ask.unchecked({ name: zone, type: 'DS' });
      return { zone, promised: reply === null ? [] : dsAt(reply.answers, zone) };
    }),
  );
  const secure = promises.filter(({ promised }) => promised.length > 0);
  const last = secure.at(-1);
  if (last === undefined) return { kind: 'other' };
  const [still, links] = await Promise.all([
    ask.again(question),
    Promise.all(secure.map((zone) => lookAt(zone, ask))),
  ]);
  // A server that only stumbled answers now.
  if (still !== null) return { kind: 'other' };
  for (const [index, { zone, promised, delegation, checked, keys }] of links.entries()) {
    if (!delegation) {
      const above = secure[index - 1];
      return above === undefined ? { kind: 'resolver', zone } : broken(above.zone, 'signature');
    }
    if (checked) continue;
    // Half of the world would be dark with it.
    if (!zone.includes('.')) return { kind: 'resolver', zone };
    return keys === null ? { kind: 'other' } : { kind: 'broken', ...keyFault(zone, promised, keys, now) };
  }
  const { fault, at } = signatureFault([...refused.answers, ...refused.authorities], question.type, now);
  return broken(last.zone, fault, at);
}

/** So many aliases are followed; RFC 1034 section 3.6.2 wants none behind another. */
const mostHops = 4;

/** What the asked name is an alias of; null where it is none, or where the alias itself was asked for. */
function aliasIn(answers: readonly Answer[], { name, type }: Question): string | null {
  if (type === 'CNAME') return null;
  for (const record of answers)
    if (record.type === 'CNAME' && lower(record.name) === name) return lower(record.data);
  return null;
}

interface Link extends Secure {
  /** Whether the record that vouches for the zone's keys verifies. */
  delegation: boolean;
  /** Whether the zone's keys do. */
  checked: boolean;
  /** The keys, whatever they are worth; null when nobody gives them. */
  keys: Reply | null;
}

async function lookAt(secure: Secure, { checked, unchecked }: Asker): Promise<Link> {
  const { zone: name } = secure;
  const [delegation, verified, keys] = await Promise.all([
    checked({ name, type: 'DS' }),
    checked({ name, type: 'DNSKEY' }),
    unchecked({ name, type: 'DNSKEY' }),
  ]);
  return { ...secure, delegation: delegation !== null, checked: verified !== null, keys };
}

function keyFault(zone: string, promised: readonly DsData[], reply: Reply, now: number): DnssecBreak {
  const keys = reply.answers.flatMap((record) =>
    record.type === 'DNSKEY' && lower(record.name) === zone ? [record.data] : [],
  );
  const tags = {
    expected: listed(promised.map(({ keyTag }) => keyTag)),
    actual: listed(keys.map(keyTagOf)),
  };
  if (keys.length === 0) return { zone, fault: 'no-keys', at: '', ...tags };
  if (!promised.some((ds) => keys.some((key) => vouchesFor(ds, zone, key))))
    return { zone, fault: 'other-keys', at: '', ...tags };
  return { zone, ...signatureFault(reply.answers, 'DNSKEY', now), ...tags };
}

/** What is wrong with the signatures over the records of one type, as far as their dates tell. */
function signatureFault(
  records: readonly Answer[],
  type: Question['type'],
  now: number,
): Pick<DnssecBreak, 'fault' | 'at'> {
  const signatures = records.flatMap((record) => (record.type === 'RRSIG' ? [record.data] : []));
  const over = signatures.filter(({ typeCovered }) => typeCovered === type);
  const all = over.length > 0 ? over : signatures;
  if (all.length === 0) return { fault: 'unsigned', at: '' };
  const seconds = now / 1000;
  const ended = all.filter(({ expiration }) => expiration < seconds);
  if (ended.length === all.length) return { fault: 'expired', at: latest(ended, 'expiration') };
  const early = all.filter(({ inception }) => inception > seconds);
  return early.length === all.length
    ? { fault: 'not-yet', at: latest(early, 'inception') }
    : { fault: 'signature', at: '' };
}

const latest = (signatures: readonly RrsigData[], of: 'expiration' | 'inception'): string =>
  new Date(Math.max(...signatures.map((one) => one[of])) * 1000).toISOString();

const broken = (zone: string, fault: DnssecBreak['fault'], at = ''): Diagnosis => ({
  kind: 'broken',
  zone,
  fault,
  at,
  expected: '',
  actual: '',
});

/** At most ten, so that a reply cannot make a message long. */
const listed = (tags: readonly number[]): string => [...new Set(tags)].slice(0, 10).join(', ');

const dsAt = (records: readonly Answer[], zone: string): readonly DsData[] =>
  records.flatMap((record) => (record.type === 'DS' && lower(record.name) === zone ? [record.data] : []));

/** RFC 4034 section 5.1.4: the digest is over the owner's name and the key's data. */
function vouchesFor(ds: DsData, zone: string, key: DnskeyData): boolean {
  const hash = hashes[ds.digestType];
  if (ds.algorithm !== key.algorithm || ds.keyTag !== keyTagOf(key)) return false;
  // A digest that cannot be computed here is believed: the tag fits.
  if (hash === undefined) return true;
  return createHash(hash).update(wireName(zone)).update(dataOf(key)).digest().equals(Buffer.from(ds.digest));
}

/** RFC 3658, RFC 4509, RFC 6605. */
const hashes: Readonly<Record<number, string>> = { 1: 'sha1', 2: 'sha256', 4: 'sha384' };

const wireName = (name: string): Buffer =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);

/** RFC 4034 section 2.1; the protocol is always 3. */
const dataOf = ({ flags, algorithm, key }: DnskeyData): Buffer =>
  Buffer.concat([Buffer.from([flags >> 8, flags & 0xff, 3, algorithm]), key]);

/** RFC 4034 appendix B. */
export function keyTagOf(key: DnskeyData): number {
  let sum = 0;
  for (const [index, byte] of dataOf(key).entries()) sum += index % 2 === 0 ? byte << 8 : byte;
  return (sum + ((sum >>> 16) & 0xffff)) & 0xffff;
}
