import { delegationOf, type DelegationOptions } from './delegation.ts';
import { Recent } from './recent.ts';
import type { NameServer } from './zones.ts';

export interface PublicServersOptions extends DelegationOptions {
  /** The names that a server gives for the zone's servers. */
  namesAt: (zone: string, server: NameServer) => Promise<readonly string[]>;
  /** Whether an address is of a private network: the public DNS delegates nothing to it. */
  isPrivate: (address: string) => boolean;
  /** So many zones are kept at most. */
  remember: number;
}

/**
 * The servers of the public DNS; `mute` where they are others than those that the resolver names, and none of them speaks; `untold`
 * where nobody tells which they are, and those that the resolver names stand in a private network.
 */
type PublicServers = readonly NameServer[] | 'mute' | 'untold' | null;

/** Finds the servers of the public DNS, where they are others than `named`, those that the resolver names; else null. */
export function publicServersFinder(
  options: PublicServersOptions,
): (zone: string, named: readonly NameServer[]) => Promise<PublicServers> {
  const found = new Recent<string, Promise<PublicServers>>(options.remember);

  async function find(zone: string, named: readonly NameServer[]): Promise<PublicServers> {
    if (!zone.includes('.')) return null;
    const delegated = await delegationOf(zone, options);
    if (delegated === null) {
      const addresses = named.flatMap((server) => server.addresses);
      return addresses.length > 0 && addresses.every(options.isPrivate) ? 'untold' : null;
    }
    const inside = new Set(named.flatMap(({ addresses }) => addresses));
    if (delegated.some(({ addresses }) => addresses.some((address) => inside.has(address)))) return null;
    // A delegation that was not brought up to date is no second zone: there the old servers name the new ones.
    const names = (await Promise.all(delegated.map((server) => options.namesAt(zone, server)))).flat();
    if (names.length === 0) return 'mute';
    return names.some((name) => named.some((server) => server.name === name)) ? null : delegated;
  }

  return (zone, named) => {
    const known = found.get(zone);
    if (known !== undefined) return known;
    const answer = find(zone, named);
    found.set(zone, answer);
    return answer;
  };
}
