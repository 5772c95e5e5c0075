import type { Why } from './unavailable.ts';

/** What is the matter with the signatures of a zone. */
export type DnssecFault =
  /** The zone above vouches for keys, and the zone has none: it is not signed (any more). */
  | 'no-keys'
  /** None of the zone's keys is one that the zone above vouches for. */
  | 'other-keys'
  /** The records have no signature. */
  | 'unsigned'
  | 'expired'
  | 'not-yet'
  /** There are keys and signatures in time, and they do not verify. */
  | 'signature';

/** A chain of trust that is broken: resolvers that validate refuse everything below (RFC 4035 section 5.5). */
export interface DnssecBreak {
  /** The zone at which it breaks. */
  zone: string;
  fault: DnssecFault;
  /** When the signatures ended or begin, as ISO date; empty where that is not the fault. */
  at: string;
  /** The tags of the keys that the zone above vouches for, and of those that the zone has; as a list with commas. */
  expected: string;
  actual: string;
}

/** The break behind a question that a resolver refused to answer; null where it failed for another reason. */
export function dnssecBreak({ detail }: Why): DnssecBreak | null {
  const { zone, fault, at = '', expected = '', actual = '' } = detail;
  if (detail['failure'] !== 'dnssec' || zone === undefined || !isFault(fault)) return null;
  return { zone, fault, at, expected, actual };
}

const faults: readonly string[] = [
  'no-keys',
  'other-keys',
  'unsigned',
  'expired',
  'not-yet',
  'signature',
] satisfies readonly DnssecFault[];

const isFault = (fault: string | undefined): fault is DnssecFault =>
  fault !== undefined && faults.includes(fault);

/** Why a resolver answered SERVFAIL, where the chain of trust breaks at `zone`: the end of a sentence. */
export const notVerified = (zone: string): string => `, since the DNSSEC signatures of ${zone} do not verify`;

/** The zone of which such a sentence tells; null where it tells of something else. */
export const zoneNotVerified = (sentence: string): string | null =>
  /, since the DNSSEC signatures of (\S{1,255}) do not verify/.exec(sentence)?.[1] ?? null;

/** What a finding says of it. */
export const breaksAt = (zone: string): string => `the DNSSEC chain of trust breaks at ${zone},`;
