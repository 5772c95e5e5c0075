import type { Answer } from 'dns-packet';
import { recordsOf } from './records.ts';
import { type DnsNode, type DnsWorld, type ZoneServerWorld, defaultServers } from './world.ts';

/** What a server says to a question, before it is put into a message. */
export interface Finding {
  rcode: 'NOERROR' | 'NXDOMAIN' | 'REFUSED' | 'SERVFAIL';
  authoritative: boolean;
  answers: Answer[];
  authorities: Answer[];
}

/** All of DNS in a scenario, and what a resolver or one zone server makes of it. */
export interface DnsData {
  /** Host names of every zone server. */
  servers: readonly string[];
  /** As a resolver answers: CNAMEs followed to the end. */
  asResolver: (name: string, type: string) => Finding;
  /** As one zone server answers: from its own zones only. */
  asServer: (server: string, name: string, type: string) => Finding;
}

const mostAliases = 16;
const unservedKinds: readonly string[] = ['lame', 'failing', 'no-address', 'dead'];

/** Prepares a world for questions. `addressOf` says where a zone server listens. */
export function dnsData(world: DnsWorld, addressOf: (server: string) => string): DnsData {
  const usual = Object.fromEntries(defaultServers.map((server) => [server, {}]));
  const apexes = new Set([
    ...Object.keys(world.names).map(usualApex),
    ...Object.keys(world.zones),
    usualApex(defaultServers[0]),
  ]);
  const servers = new Set([
    ...defaultServers,
    ...Object.values(world.zones).flatMap((zone) => Object.keys({ ...zone.servers, ...zone.inside })),
  ]);
  for (const server of servers) apexes.add(usualApex(server));
  const worlds = Object.values(world.zones);
  const hosts = new Map(
    [...servers]
      .filter((server) => !worlds.some((zone) => zone.servers[server]?.broken === 'no-address'))
      .map((server): [string, DnsNode] => [server, { A: [addressOf(server)] }]),
  );
  const serversOf = (zone: string): Record<string, ZoneServerWorld> => world.zones[zone]?.servers ?? usual;
  /** Who serves a zone for the one that asks: the resolver (null) may have a zone of its own. */
  const serversFor = (zone: string, asker: string | null): Record<string, ZoneServerWorld> => {
    const inside = world.zones[zone]?.inside;
    return inside !== undefined && (asker === null || inside[asker] !== undefined) ? inside : serversOf(zone);
  };

  /** The zone a name lies in. A top-level domain is a zone of its own. */
  function zoneOf(name: string): string {
    const labels = name.split('.');
    const found = labels
      .map((_, index) => labels.slice(index).join('.'))
      .find((suffix) => apexes.has(suffix));
    return found ?? labels.at(-1) ?? '';
  }

  /** The names as one server has them; the resolver (null) sees what the zone's first sound server has. */
  function nodeOf(name: string, server: string | null): DnsNode | undefined {
    const zone = serversFor(zoneOf(name), server);
    const seer = server ?? Object.keys(zone).find((host) => zone[host]?.broken === undefined) ?? '';
    const own = zone[seer]?.names?.[name];
    if (own === null) return undefined;
    return own ?? world.names[name] ?? hosts.get(name);
  }

  /** RFC 4592 3.3.1: the wildcard below the closest name that exists, never below one further up. */
  function nodeOrWildcard(name: string, server: string | null): DnsNode | undefined {
    const exact = nodeOf(name, server);
    if (exact !== undefined || exists(name)) return exact;
    const labels = name.split('.');
    for (let depth = 1; depth < labels.length; depth++) {
      const encloser = labels.slice(depth).join('.');
      const wildcard = nodeOf(`*.${encloser}`, server);
      if (wildcard !== undefined) return wildcard;
      if (exists(encloser)) return undefined;
    }
    return undefined;
  }

  /** Every name of the world and all above it: an empty name between two others exists (RFC 4592 2.2.2). */
  const inTree = new Set(
    Object.keys(world.names).flatMap((name) => {
      const labels = name.split('.');
      return labels.map((_, index) => labels.slice(index).join('.'));
    }),
  );
  const exists = (name: string): boolean =>
    apexes.has(name) || hosts.has(name) || inTree.has(name) || !name.includes('.');

  function soa(zone: string): Answer {
    const mname = Object.keys(serversOf(zone))[0] ?? 'ns1.invalid';
    const data = {
      mname,
      rname: `hostmaster.${zone}`,
      serial: 2026112101,
      refresh: 7200,
      retry: 900,
      expire: 1209600,
      minimum: 300,
    };
    return { name: zone, type: 'SOA', ttl: 300, data };
  }

  const nameServers = (zone: string, asker: string | null = ''): Answer[] =>
    Object.keys(serversFor(zone, asker)).map((data) => ({ name: zone, type: 'NS', ttl: 3600, data }));

  /** The records of one name, without following its CNAME. */
  function atName(name: string, type: string, server: string | null): Answer[] {
    const isApex = zoneOf(name) === name;
    if (isApex && type === 'NS') return nameServers(name, server);
    if (isApex && type === 'SOA') return [soa(name)];
    const node = nodeOrWildcard(name, server);
    return node === undefined ? [] : recordsOf(name, node, type);
  }

  /** Follows CNAMEs as long as `stays` allows. */
  function follow(
    name: string,
    type: string,
    server: string | null,
    stays: (name: string) => boolean,
  ): Finding {
    const answers: Answer[] = [];
    let current = name;
    for (let count = 0; count < mostAliases; count++) {
      const beside = server === null && type !== 'CNAME' ? atName(current, 'CNAME', null) : [];
      // RFC 1034 4.3.2, step 3a: a resolver that knows the CNAME follows it, whatever else there is.
      const found = beside.length > 0 ? [] : atName(current, type, server);
      answers.push(...found);
      const alias = type === 'CNAME' || found.length > 0 ? undefined : atName(current, 'CNAME', server)[0];
      if (alias?.type !== 'CNAME') {
        if (found.length > 0) break;
        const known = nodeOrWildcard(current, server) !== undefined || exists(current);
        return {
          rcode: known ? 'NOERROR' : 'NXDOMAIN',
          authoritative: true,
          answers,
          authorities: [soa(zoneOf(current))],
        };
      }
      answers.push(alias);
      current = alias.data.toLowerCase();
      if (!stays(current)) break;
    }
    return { rcode: 'NOERROR', authoritative: true, answers, authorities: [] };
  }

  /** Whether no server of the zone of a name has it for anybody. */
  const isUnserved = (name: string): boolean => {
    const states = Object.values(serversFor(zoneOf(name), null));
    return states.length > 0 && states.every(({ broken }) => unservedKinds.includes(broken ?? ''));
  };

  return {
    servers: [...servers],
    asResolver(name, type) {
      const finding = follow(name, type, null, () => true);
      const names = [name, ...finding.answers.flatMap((one) => (one.type === 'CNAME' ? [one.data] : []))];
      return (type === 'CNAME' ? [name] : names).some(isUnserved)
        ? { rcode: 'SERVFAIL', authoritative: false, answers: [], authorities: [] }
        : { ...finding, authoritative: false };
    },
    asServer(server, name, type) {
      const zone = zoneOf(name);
      const serves = (apex: string): boolean => serversFor(apex, server)[server] !== undefined;
      const state = serversFor(zone, server)[server];
      if (state === undefined) return refer(zone, serves);
      if (state.broken === 'lame')
        return { rcode: 'REFUSED', authoritative: false, answers: [], authorities: [] };
      if (state.broken === 'failing')
        return { rcode: 'SERVFAIL', authoritative: false, answers: [], authorities: [] };
      const finding = follow(name, type, server, (next) => zoneOf(next) === zone);
      return state.broken === 'not-authoritative' ? { ...finding, authoritative: false } : finding;
    },
  };

  /** A server of a zone above refers to the zone's own servers; any other refuses. */
  function refer(zone: string, serves: (apex: string) => boolean): Finding {
    const above = zone.split('.').map((_, index, labels) => labels.slice(index).join('.'));
    const isAbove = above.some((apex) => (apexes.has(apex) || !apex.includes('.')) && serves(apex));
    return isAbove
      ? { rcode: 'NOERROR', authoritative: false, answers: [], authorities: nameServers(zone) }
      : { rcode: 'REFUSED', authoritative: false, answers: [], authorities: [] };
  }
}

/** The last two labels: what is a zone unless a world says otherwise. */
const usualApex = (name: string): string => name.split('.').slice(-2).join('.');
