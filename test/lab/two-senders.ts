import { senderRecords, verifiedDomain } from './healthy-world.ts';
import type { World } from './world.ts';

/** A second sound sender beside example.com. */
export function twoSenders({ region, dns }: World): void {
  region.identities['two.example'] = verifiedDomain('two.example');
  Object.assign(dns.names, senderRecords('two.example'));
}
