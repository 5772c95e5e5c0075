import { createHash } from 'node:crypto';
import type { Answer } from 'dns-packet';
import { keyTagOf } from '../../../src/probes/dns/dnssec.ts';
import type { DnsWorld } from './world.ts';

/** How a signed zone stands: in order, or broken in one of the ways that zones break. */
export type DnssecWorld =
  | 'sound'
  /** The zone moved to servers that do not sign, and the DS record stayed behind. */
  | 'no-keys'
  /** The keys are not those that the DS record names. */
  | 'other-keys'
  | 'expired'
  /** The keys are fine; the records were changed after they were signed. */
  | 'altered';

/** What a validating resolver makes of the zones that are signed. */
export interface Dnssec {
  /** Whether it refuses an answer that runs through these names. */
  refuses: (names: readonly string[], type: string) => boolean;
  /** The DS or DNSKEY records of a name. */
  records: (name: string, type: string) => Answer[];
  /** The signatures that stand beside records of these names. */
  signatures: (names: readonly string[], type: string) => Answer[];
}

export function dnssecOf({ zones }: DnsWorld): Dnssec {
  const state = (zone: string): DnssecWorld | null => zones[zone]?.dnssec ?? null;
  const suffixes = (name: string): readonly string[] => {
    const labels = name.split('.');
    return labels.map((_label, index) => labels.slice(index).join('.'));
  };
  /** The keys of a zone verify by the DS record above it. */
  const keysHold = (zone: string): boolean => ['sound', 'altered', null].includes(state(zone));
  const verifies = (name: string, type: string): boolean =>
    suffixes(name).every((zone) => {
      // The DS record lies in the zone above.
      if (zone === name && type === 'DS') return true;
      return keysHold(zone) && (state(zone) !== 'altered' || (zone === name && type === 'DNSKEY'));
    });
  return {
    refuses: (names, type) => !names.every((name) => verifies(name, type)),
    records(name, type) {
      const zone = state(name);
      if (zone === null) return [];
      if (type === 'DS') return [ds(name)];
      return type !== 'DNSKEY' || zone === 'no-keys'
        ? []
        : [
            {
              name,
              type: 'DNSKEY',
              ttl: 3600,
              data: zone === 'other-keys' ? keyOf(`${name} new`) : keyOf(name),
            },
          ];
    },
    signatures: (names, type) =>
      names.flatMap((name) => {
        const zone = suffixes(name).find((suffix) => state(suffix) !== null);
        if (zone === undefined || state(zone) === 'no-keys') return [];
        return [signature(name, type, zone, state(zone) === 'expired')];
      }),
  };
}

/** An ECDSA key (algorithm 13) that nobody can sign with; told apart by its seed. */
const keyOf = (seed: string): { flags: number; algorithm: number; key: Buffer } => ({
  flags: 257,
  algorithm: 13,
  key: createHash('sha512').update(seed).digest(),
});

function ds(zone: string): Answer {
  const key = keyOf(zone);
  const labels = zone
    .split('.')
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  const digest = createHash('sha256')
    .update(Buffer.concat([...labels, Buffer.from([0])]))
    .update(Buffer.from([key.flags >> 8, key.flags & 0xff, 3, key.algorithm]))
    .update(key.key)
    .digest();
  return {
    name: zone,
    type: 'DS',
    ttl: 3600,
    data: { keyTag: keyTagOf(key), algorithm: key.algorithm, digestType: 2, digest },
  };
}

const seconds = (at: string): number => Date.parse(at) / 1000;

function signature(name: string, type: string, zone: string, expired: boolean): Answer {
  return {
    name,
    type: 'RRSIG',
    ttl: 300,
    data: {
      typeCovered: type,
      algorithm: 13,
      labels: name.split('.').length,
      originalTTL: 300,
      expiration: seconds(expired ? '2026-11-01T00:00:00Z' : '2036-11-01T00:00:00Z'),
      inception: seconds('2025-10-01T00:00:00Z'),
      keyTag: keyTagOf(keyOf(zone)),
      signersName: zone,
      signature: createHash('sha512').update(name).digest(),
    },
  };
}
