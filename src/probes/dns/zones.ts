import type { DnsProbe } from '../../model/dns.ts';
import { answerOf, Unavailable, type Why } from '../../model/unavailable.ts';
import { Recent, remember as kept } from './recent.ts';

/** A name server with the addresses it is asked at. */
export interface NameServer {
  name: string;
  addresses: readonly string[];
}

/** A zone and who serves it. */
export interface ZoneServers {
  zone: string;
  servers: readonly NameServer[];
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
type Level = { zone: string; names: readonly string[] } | { why: Why | null };

/** Finds the zone of a name and its servers; of so many zones at most it is remembered. */
export function zoneFinder(
  resolve: DnsProbe['resolve'],
  remember: number,
): (name: string) => Promise<ZoneServers> {
  const zones = new Recent<string, Promise<ZoneServers>>(remember);
  const levels = new Recent<string, Promise<Level>>(remember);

  /** The zone is the longest suffix with NS records of its own: all suffixes are asked at once. */
  async function findZone(name: string): Promise<ZoneServers> {
    const level = await levelOf(name);
    if ('zone' in level) return await serversOf(level.zone, level.names);
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
      return { zone: name, names: own.value.records };
    // A failure below the zone found is harmless: the zone's servers will refer us on, and that is seen as such.
    return 'zone' in level || own.ok ? level : { why: own.why };
  }

  function serversOf(zone: string, names: readonly string[]): Promise<ZoneServers> {
    const known = zones.get(zone);
    if (known !== undefined) return known;
    const found = (async (): Promise<ZoneServers> => {
      const servers = await Promise.all(
        [...names]
          .sort()
          .slice(0, maxServers)
          .map(async (name): Promise<NameServer> => {
            const [ipv4, ipv6] = await Promise.all([
              answerOf(resolve(name, 'A')),
              answerOf(resolve(name, 'AAAA')),
            ]);
            // IPv4 first: where both exist they are one server, and many networks have no way out over IPv6.
            const addresses = [
              ...(ipv4.ok ? ipv4.value.records.slice(0, 2) : []),
              ...(ipv6.ok ? ipv6.value.records.slice(0, 1) : []),
            ];
            return { name, addresses };
          }),
      );
      return { zone, servers };
    })();
    zones.set(zone, found);
    return found;
  }

  return findZone;
}
