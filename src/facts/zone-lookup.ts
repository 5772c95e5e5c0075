import type { DelegationBreak } from '../model/delegation.ts';
import { isUnreachableAddress } from '../knowledge/private-addresses.ts';
import { siblingLabels } from '../knowledge/mail-from-labels.ts';
import type { DnsAnswer, DnsProbe, DnsRecords, ServerView } from '../model/dns.ts';
import type { NearMiss } from '../model/dns-name.ts';
import { lineageOf } from '../parse/identity-name.ts';
import { outOfReach } from '../model/out-of-reach.ts';
import { type Answer, answerOf, type Why } from '../model/unavailable.ts';

/** All that DNS says about one name where a record is expected. */
export interface RecordViews {
  cname: Answer<DnsAnswer<'CNAME'>>;
  /** Through CNAMEs: what a receiver gets. */
  txt: Answer<DnsAnswer<'TXT'>>;
  /** Asked only where there is no CNAME; else null. */
  a: Answer<DnsAnswer<'A'>> | null;
}

/** A near miss where a record is. */
export interface FoundNearMiss extends NearMiss {
  /** What is there: the CNAME's target or the text. */
  value: string;
}

/** Asks the resolver about a name; for an address only where the CNAME is not there, as with a proxying provider. */
export async function askRecord(dns: DnsProbe, name: string): Promise<RecordViews> {
  // The text first: its reply holds the CNAME too, and spares the resolver a question.
  const [txt, [cname, a]] = await Promise.all([answerOf(dns.resolve(name, 'TXT')), askAlias(dns, name)]);
  return { cname, txt, a };
}

async function askAlias(dns: DnsProbe, name: string): Promise<[RecordViews['cname'], RecordViews['a']]> {
  const cname = await answerOf(dns.resolve(name, 'CNAME'));
  const absent = cname.ok && cname.value.exists && cname.value.records.length === 0;
  return [cname, absent ? await answerOf(dns.resolve(name, 'A')) : null];
}

/** What the zone's own servers say about one name and type. */
export interface Authority {
  /** Null where a question failed that would tell which it is. */
  zone: string | null;
  servers: readonly ServerSays[];
  /** The servers that the resolver names, where it has a zone of its own under this name; null where it has not. */
  inside: readonly string[] | null;
  /** What shows that the resolver answers the name by itself, though it names the servers of the zone; absent else. */
  filter?: string;
  /** None of the servers that the zone above names is known to serve it; absent else. */
  unserved?: DelegationBreak;
  /**
   * Questions without an answer, by which the zone or its servers were not found, or which would tell why the resolver says
   * something else (`missedBy`). Absent where nothing failed.
   */
  missed?: readonly Why[];
}

export interface ServerSays {
  server: string;
  address: string;
  /** Null when it did not answer the question. */
  answer: {
    /** Targets, texts or exchanges; empty when the record is not there. */
    values: readonly string[];
    /** The CNAME in its place, or null. */
    alias: string | null;
    /** Seconds. */
    ttl: number | null;
    /** There is no such name; absent where there is. */
    gone?: true;
  } | null;
  /** True when nothing came back: port 53 may be closed. A server that refuses is not silent. */
  silent: boolean;
  /** Why there is no answer, or null. */
  because: string | null;
  /** It was not asked, since the resolver did not answer for its address; absent else. */
  unasked?: Why;
}

/** Asks the zone's own servers for a name. */
export function askAuthority(
  dns: DnsProbe,
  name: string,
  type: 'CNAME' | 'TXT' | 'MX',
  enough: 'one' | 'all' = 'all',
): Promise<Answer<Authority>> {
  return answerOf(
    dns.authoritative(name, type, enough).then(async (view): Promise<Authority> => {
      const { zone, servers, inside, unserved, hidden } = view;
      const said = servers.map(saysOf);
      const differs = hidden !== undefined && !(await saysTheSame(dns, name, type, said));
      const missed = [...(view.missed ?? []), ...(differs ? [hidden] : [])];
      const authority = {
        ...{ zone, servers: said, inside },
        ...(unserved !== undefined && { unserved }),
        ...(missed.length > 0 && { missed }),
      };
      if (inside !== null || enough === 'one' || differs) return authority;
      const filter = await filterAt(dns, name, type, authority.servers);
      return filter === null ? authority : { ...authority, inside: [], filter };
    }),
  );
}

/** Whether the resolver has what all servers that were heard have. */
async function saysTheSame(
  dns: DnsProbe,
  name: string,
  type: 'CNAME' | 'TXT' | 'MX',
  servers: readonly ServerSays[],
): Promise<boolean> {
  const seen = await answerOf(dns.resolve(name, type));
  if (!seen.ok) return true;
  const { records, chain } = seen.value;
  const key = (values: readonly string[]): string => values.toSorted().join('\n');
  return servers.every(({ answer }) => {
    if (answer === null) return true;
    return answer.alias === null
      ? chain.length === 0 && key(answer.values) === key(records.map(textOf))
      : chain[0]?.target === answer.alias;
  });
}

/**
 * The first question without an answer that leaves open what the zone publishes; null where there is none. Servers that were asked
 * and did not speak leave nothing open: then the resolver decides. `isBad`: the resolver and the servers heard agree that a
 * record is not as it should be, for which it is enough that one server says so.
 */
export function missedBy(authority: Answer<Authority>, isBad = false): Why | null {
  if (!authority.ok) {
    const { why } = authority;
    // A resolver that names no servers for any zone has answered.
    return why.detail['failure'] !== undefined && outOfReach(why) === null ? why : null;
  }
  const { missed = [], servers } = authority.value;
  const unasked = servers.flatMap((server) => server.unasked ?? []);
  const enough = isBad && answersOf(authority).length > 0;
  return missed[0] ?? (enough ? null : (unasked[0] ?? null));
}

/**
 * Whether a filter of this network (a response policy zone, a sinkhole) answers a name in place of its zone: the servers
 * of the zone have the record, the resolver has none of it, and what it says instead no zone of the public DNS would.
 */
async function filterAt(
  dns: DnsProbe,
  name: string,
  type: 'CNAME' | 'TXT' | 'MX',
  servers: readonly ServerSays[],
): Promise<string | null> {
  const answers = servers.flatMap(({ answer }) => answer ?? []);
  const published = answers.flatMap(({ values, alias }) => [...values, ...(alias === null ? [] : [alias])]);
  const seen = await answerOf(dns.resolve(name, type));
  if (!seen.ok || published.length === 0) return null;
  const { records, chain, filteredBy } = seen.value;
  const got = [...records.map(textOf), ...chain.map(({ target }) => target)];
  if (got.some((value) => published.includes(value))) return null;
  if (filteredBy !== undefined)
    return `${got[0] ?? 'nothing there'}, by ${filteredBy === '' ? 'its own authority' : `the SOA of ${filteredBy}`}`;
  if (!seen.value.exists) return null;
  const address = await answerOf(dns.resolve(name, 'A'));
  const addresses = address.ok ? address.value.records : [];
  return addresses.length > 0 && addresses.every(isUnreachableAddress)
    ? `the address ${addresses[0] ?? ''}`
    : null;
}

function saysOf<T extends 'CNAME' | 'TXT' | 'MX'>({ server, address, answer }: ServerView<T>): ServerSays {
  if (answer.kind === 'unasked')
    return { server, address, answer: null, silent: false, because: answer.why.message, unasked: answer.why };
  if (answer.kind !== 'answer') {
    return { server, address, answer: null, silent: answer.kind === 'silent', because: answer.because };
  }
  const { exists, records, chain, ttl } = answer.answer;
  return {
    server,
    address,
    answer: {
      values: records.map(textOf),
      alias: chain[0]?.target ?? null,
      ttl,
      ...(!exists && { gone: true as const }),
    },
    silent: false,
    because: null,
  };
}

/** A name that has a CNAME and other records, which no name may (RFC 1034 section 3.6.2, RFC 2181 section 10.1). */
export interface Beside {
  name: string;
  target: string;
  others: readonly { type: 'TXT' | 'MX'; value: string }[];
  /** The server of the zone that has both. */
  server: string;
}

/**
 * Whether a server of the zone has a CNAME and other records at a name; null where none has, or none answered. `compared`
 * is the type that each server is asked for anyway, to see whether they agree. Where
 * they do not agree, each is asked for all; where they do, as the probe sees fit: a copy that is out of date or kept by
 * hand may hold the other records alone.
 */
export async function askBeside(
  dns: DnsProbe,
  name: string,
  types: readonly ('TXT' | 'MX')[],
  compared: 'CNAME' | 'others',
): Promise<Beside | null> {
  const ask = async (
    enough: 'one' | 'all',
  ): Promise<readonly [Answer<Authority>, readonly Answer<Authority>[]]> => {
    // The text first: its reply holds the CNAME where there is one, and may spare the server a question.
    const others = types.map((type) => askAuthority(dns, name, type, compared === 'others' ? 'all' : enough));
    const alias = askAuthority(dns, name, 'CNAME', compared === 'CNAME' ? 'all' : enough);
    return await Promise.all([alias, Promise.all(others)]);
  };
  const first = await ask('one');
  const agreed = (compared === 'CNAME' ? [first[0]] : first[1]).every(agrees);
  const [aliases, others] = agreed ? first : await ask('all');
  for (const { server, answer } of answersOf(aliases)) {
    const [target] = answer.values;
    if (target === undefined) continue;
    const beside = others.flatMap((authority, index) => {
      const says = answersOf(authority).find((one) => one.server === server);
      return (says?.answer.values ?? []).map((value) => ({ type: types[index] ?? ('TXT' as const), value }));
    });
    if (beside.length > 0) return { name, target, others: beside.slice(0, 5), server };
  }
  return null;
}

/** Whether every server of the zone gave the same answer. */
function agrees(authority: Answer<Authority>): boolean {
  if (!authority.ok) return true;
  const [first, ...more] = authority.value.servers.map(({ answer }) =>
    answer === null ? null : JSON.stringify([[...answer.values].sort(), answer.alias]),
  );
  return first === undefined || more.every((one) => one === first);
}

const textOf = (record: DnsRecords['CNAME' | 'TXT' | 'MX']): string =>
  typeof record === 'string' ? record : record.exchange;

/** True when no server of the zone answers, as where port 53 is closed to us, or another answers in their place. */
export const unreachable = (authority: Answer<Authority>): boolean =>
  authority.ok &&
  authority.value.servers.length > 0 &&
  authority.value.servers.every(({ answer }) => answer === null);

/** The break behind servers that do not serve their zone; null where there is none. */
export const unservedBy = (authority: Answer<Authority>): DelegationBreak | null =>
  authority.ok ? (authority.value.unserved ?? null) : null;

/**
 * Whether what answers at a name is a wildcard (RFC 4592): a name beside it that nobody made is a CNAME to the same target.
 * A CNAME of the name itself to where the wildcard leads looks the same.
 */
export async function isOfWildcard(dns: DnsProbe, name: string, target: string): Promise<Answer<boolean>> {
  const beside = `ses-doctor-wildcard-test.${name.slice(name.indexOf('.') + 1)}`;
  const seen = await answerOf(dns.resolve(beside, 'CNAME'));
  return seen.ok ? { ok: true, value: seen.value.records.includes(target) } : seen;
}

/** The CNAME that a server of the zone has at a name, or null. */
export const aliasOf = (authority: Answer<Authority>): string | null =>
  answersOf(authority).find(({ answer }) => answer.alias !== null)?.answer.alias ?? null;

/**
 * The zone of a text record with what is behind it: a record that a service keeps stands in a zone of that service, and where
 * nobody serves one on the way there, the alias leads nowhere. What SES keeps is not asked about.
 */
export async function behindAlias(
  dns: DnsProbe,
  name: string,
  authority: Answer<Authority>,
): Promise<Answer<Authority>> {
  if (!authority.ok || authority.value.unserved !== undefined) return authority;
  const seen = await answerOf(dns.resolve(name, 'TXT'));
  const ends = (seen.ok ? seen.value.chain : [])
    .map(({ target }) => target)
    .filter((end) => !end.endsWith('.amazonses.com') && !isIn(end, authority.value.zone));
  const behind = await Promise.all(ends.slice(0, 3).map((end) => askAuthority(dns, end, 'TXT', 'one')));
  const unserved = behind.map(unservedBy).find((one) => one !== null);
  return unserved === undefined ? authority : { ok: true, value: { ...authority.value, unserved } };
}

const isIn = (name: string, zone: string | null): boolean => zone !== null && lineageOf(name).includes(zone);

/** The servers' answers, as far as they gave any. */
export const answersOf = (
  authority: Answer<Authority>,
): readonly (ServerSays & { answer: NonNullable<ServerSays['answer']> })[] =>
  authority.ok
    ? authority.value.servers.flatMap((says) =>
        says.answer === null ? [] : [{ ...says, answer: says.answer }],
      )
    : [];

/** So many domains of the same sender are asked about. */
export const mostSiblings = 5;

/** Domains beside this one at which its records may have been put: those of the same sender, and usual names below it. */
export const siblingsOf = (domain: string, known: readonly string[]): readonly string[] =>
  [
    ...new Set([...known.slice(0, mostSiblings), ...siblingLabels.map((label) => `${label}.${domain}`)]),
  ].filter((one) => one !== domain && !lineageOf(domain).includes(one));

/** The places near a name at which a record sits that is not at the name. */
export interface NearMisses {
  found: readonly FoundNearMiss[];
  /** The first place that could not be asked: the record may have gone there. Absent where all answered. */
  open?: Why;
}

/** The near misses at which the record sits. That it is missing is known already, this only says where it went. */
export async function findNearMisses(
  dns: DnsProbe,
  misses: readonly NearMiss[],
  type: 'CNAME' | 'TXT' | 'MX',
  isOurs: (value: string) => boolean,
): Promise<NearMisses> {
  const places = await Promise.all(
    misses.map(async (miss) => ({ miss, answer: await answerOf(dns.resolve(miss.name, type)) })),
  );
  const found = places.flatMap(({ miss, answer }) => {
    const value = answer.ok ? answer.value.records.map(textOf).find(isOurs) : undefined;
    return value === undefined ? [] : [{ ...miss, value }];
  });
  const [open] = places.flatMap(({ answer }) => (answer.ok ? [] : [answer.why]));
  return open === undefined ? { found } : { found, open };
}
