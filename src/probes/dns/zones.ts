import type { DnsProbe } from '../../model/dns.ts';
import { outOfReach } from '../../model/out-of-reach.ts';
import { answerOf, Unavailable, type Why } from '../../model/unavailable.ts';
import { Recent, remember as kept } from './recent.ts';

/** A name server with the addresses it is asked at. */
export interface NameServer {
  name: string;
  addresses: readonly string[];
  /** Why the resolver gave no address of it that it is usually asked at; absent where it answered, or nobody could. */
  failed?: Why;
}

/** A zone and who serves it. */
export interface ZoneServers {
  zone: string;
  servers: readonly NameServer[];
  /** The names below it, from the top down, of which the resolver did not say whether they are zones. */
  failed?: readonly { name: string; why: Why }[];
}

/**
 * Whether the names of a zone's servers are of one operator, who serves one copy of the zone. Operators number their
 * domains and spread them over top-level domains: `ns-1.awsdns-01.com` and `ns-2.awsdns-02.net` are of one.
 */
export const areOfOneOperator = (servers: readonly NameServer[]): boolean =>
  new Set(servers.map(({ name }) => operatorOf(name))).size < 2;

/** The label that was registered, as far as it can be told without a list of public suffixes: those are short. */
const operatorOf = (server: string): string =>
  server
    .split('.')
    .slice(1, -1)
    .findLast((label) => label.length > 3)
    ?.replace(/[-\d]+$/, '') ?? server;

/** More servers than a delegation from the root fits in a datagram; the rest would tell nothing new. */
const maxServers = 13;

/** The longest suffix of a name that has name servers, or why none was found; null where nothing failed. */
type Level =
  | { zone: string; names: readonly string[]; failed: NonNullable<ZoneServers['failed']> }
  | { why: Why | null };

/** Finds zones, and the servers of those whose servers' names are known already. */
export interface ZoneFinder {
  find: (name: string) => Promise<ZoneServers>;
  serversOf: (zone: string, names: readonly string[]) => Promise<ZoneServers>;
}

/** Finds the zone of a name and its servers; of so many zones at most it is remembered. `addressOf` tells what is behind a failure. */
export function zoneFinder(
  resolve: DnsProbe['resolve'],
  addressOf: DnsProbe['resolve'],
  remember: number,
): ZoneFinder {
  const zones = new Recent<string, Promise<ZoneServers>>(remember);
  const found = new Recent<string, Promise<ZoneServers>>(remember);
  const levels = new Recent<string, Promise<Level>>(remember);

  /** The zone is the longest suffix with NS records of its own: all suffixes are asked at once. */
  async function findZone(name: string): Promise<ZoneServers> {
    const level = await levelOf(name);
    if ('zone' in level) return { ...(await serversOf(level.zone, level.names)), failed: level.failed };
    if (level.why === null) {
      throw new Unavailable('bad-reply', `no zone above ${name} has name servers`, {
        question: `NS ${name}`,
      });
    }
    const { reason, message, ...more } = level.why;
    throw new Unavailable(reason, `the zone of ${name} cannot be found: ${message}`, more);
  }

  const levelOf = (name: string): Promise<Level> => kept(levels, name, () => lookFrom(name));

  async function lookFrom(name: string): Promise<Level> {
    const parent = name.includes('.') ? name.slice(name.indexOf('.') + 1) : null;
    const above = parent === null ? Promise.resolve<Level>({ why: null }) : levelOf(parent);
    // A selector or host right below an underscore label is a record and no zone of its own.
    if (parent?.startsWith('_') === true) return await above;
    const [own, level] = await Promise.all([answerOf(resolve(name, 'NS')), above]);
    if (own.ok && own.value.chain.length === 0 && own.value.records.length > 0)
      return { zone: name, names: own.value.records, failed: [] };
    if (own.ok) return level;
    // The servers of the zone found can be asked in the resolver's place (zone-cut.ts).
    return 'zone' in level
      ? { ...level, failed: [...level.failed, { name, why: own.why }] }
      : { why: own.why };
  }

  function serversOf(zone: string, names: readonly string[]): Promise<ZoneServers> {
    const known = zones.get(zone);
    if (known !== undefined) return known;
    const asked = (async (): Promise<ZoneServers> => {
      const servers = await Promise.all(
        [...names]
          .sort()
          .slice(0, maxServers)
          .map(async (name): Promise<NameServer> => {
            const [ipv4, ipv6] = await Promise.all([
              answerOf(addressOf(name, 'A')),
              answerOf(addressOf(name, 'AAAA')),
            ]);
            // IPv4 first: where both exist they are one server, and many networks have no way out over IPv6.
            const addresses = [
              ...(ipv4.ok ? ipv4.value.records.slice(0, 2) : []),
              ...(ipv6.ok ? ipv6.value.records.slice(0, 1) : []),
            ];
            const open = [...(ipv4.ok ? [] : [ipv4]), ...(ipv6.ok || addresses.length > 0 ? [] : [ipv6])];
            // What nobody can look up, nobody asks.
            const failed = open.find(({ why }) => outOfReach(why) === null)?.why;
            return failed === undefined ? { name, addresses } : { name, addresses, failed };
          }),
      );
      return { zone, servers };
    })();
    zones.set(zone, asked);
    return asked;
  }

  // A name is asked about with several types.
  return { find: (name) => kept(found, name, () => findZone(name)), serversOf };
}
