import {
  notServed,
  type DelegationBreak,
  delegationDetail,
  type ServerState,
} from '../../model/delegation.ts';
import type { DnsAnswer, DnsProbe, DnsType } from '../../model/dns.ts';
import { type Answer, answerOf, Unavailable, type Why } from '../../model/unavailable.ts';
import type { Exchange } from './exchange.ts';
import { Recent } from './recent.ts';
import { aliasAt, lower, type Question, type Reply, valuesAt } from './wire.ts';

type Resolve = DnsProbe['resolve'];

export interface UnservedOptions {
  /** One question to one server outside, without recursion. */
  ask: (address: string, question: Question) => Promise<Exchange>;
  /** So many levels are kept at most. */
  remember: number;
}

/** Who serves a name, as far as the public delegation was followed. `alias`: the CNAME that they have there. */
type Level =
  | { kind: 'served'; zone: string; servers: readonly Server[]; alias: string | null }
  /** Nobody serves the zone. `above`: the servers that named its own. */
  | { kind: 'unserved'; broken: DelegationBreak; above: readonly Server[] }
  /** Of none of its servers anything was heard in time. */
  | { kind: 'unheard'; broken: DelegationBreak; above: readonly Server[] }
  /** It cannot be told. */
  | { kind: 'unknown' };

interface Server {
  name: string;
  addresses: Answer<readonly string[]>;
}

/** More servers than a delegation from the root fits in a datagram. */
const mostServers = 13;
/** Of servers that are known to answer. */
const enough = 2;
const mostAliases = 4;

export interface Delegations {
  /** Adds to a failure what is behind it. */
  resolve: Resolve;
  /**
   * Who fails to serve a name of which a resolver has answers: they may be kept ones, or those of a zone of its own. Only
   * told where the servers of the zone above were heard to speak for that zone themselves: a network that catches
   * port 53 has answers of its own, or refuses, for all alike. Null where a server serves it, or it cannot be told.
   */
  unserved: (name: string) => Promise<DelegationBreak | null>;
}

/**
 * A resolver that adds to its failure what is behind it where the zone above delegates the name to servers of which
 * none serves it: the hosted zone was deleted, or the name servers at the registrar are those of another provider. A
 * resolver says SERVFAIL, or nothing in time, for that and for a failure of its own alike; so the delegation is
 * followed from the top-level domain down without it, level by level, and where it ends all servers are asked.
 */
export function followingDelegations(resolve: Resolve, options: UnservedOptions): Delegations {
  const levels = new Recent<string, Promise<Level>>(options.remember);

  function levelOf(name: string): Promise<Level> {
    if (name === '') return Promise.resolve({ kind: 'unknown' });
    const known = levels.get(name);
    if (known !== undefined) return known;
    const labels = name.split('.');
    const level = labels.length === 1 ? topOf(name, resolve) : below(name, labels.slice(1).join('.'));
    levels.set(name, level);
    return level;
  }

  async function below(name: string, parent: string): Promise<Level> {
    const above = await levelOf(parent);
    return above.kind === 'served' ? await descend(name, above, options.ask, resolve) : above;
  }

  /** Where a name ends, along the CNAMEs that its servers have. */
  async function endOf(name: string): Promise<Level> {
    let level = await levelOf(name);
    for (let step = 0; step < mostAliases && level.kind === 'served' && level.alias !== null; step++)
      level = await levelOf(level.alias);
    return level;
  }

  async function unserved(name: string): Promise<DelegationBreak | null> {
    const level = await levelOf(lower(name));
    if (level.kind !== 'unserved' && level.kind !== 'unheard') return null;
    const question = { name: level.broken.above, type: 'SOA' } as const;
    const heard = await Promise.all(level.above.map((server) => repliesOf(server, question, options.ask)));
    return heard.some(({ reply }) => reply?.authoritative === true) ? level.broken : null;
  }

  const telling = async <T extends DnsType>(name: string, type: T): Promise<DnsAnswer<T>> => {
    try {
      return await resolve(name, type);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      throw await withWhatIsBehind(error, name);
    }
  };

  /** A failure with the delegation that explains it, where one does. */
  async function withWhatIsBehind(failure: Unavailable, name: string): Promise<Unavailable> {
    const { why } = failure;
    const level = isFailure(why) ? await endOf(failedName(why, name)) : null;
    if (level?.kind !== 'unserved') return failure;
    const { broken } = level;
    return new Unavailable(why.reason, why.message + notServed(broken.zone), {
      ...why,
      detail: { ...why.detail, ...delegationDetail(broken) },
    });
  }

  return { resolve: telling, unserved };
}

/** Failures that a resolver also meets where nobody serves the zone. */
const isFailure = ({ detail }: Why): boolean =>
  detail['failure'] === 'servfail' || detail['failure'] === 'timeout';

/** The name that the resolver failed at: the end of a CNAME, where one leads elsewhere. */
const failedName = ({ question }: Why, name: string): string => lower(question.split(' ')[1] ?? name);

async function topOf(top: string, resolve: Resolve): Promise<Level> {
  const known = await answerOf(resolve(top, 'NS'));
  if (!known.ok || known.value.records.length === 0) return { kind: 'unknown' };
  const names = known.value.records.slice(0, enough);
  return { kind: 'served', zone: top, servers: await withAddresses(names, null, resolve), alias: null };
}

/** One level down: whether the servers of the zone answer, refer to others, or do not serve it. */
async function descend(
  name: string,
  { zone, servers }: Level & { kind: 'served' },
  ask: UnservedOptions['ask'],
  resolve: Resolve,
): Promise<Level> {
  const heard = await Promise.all(servers.map((server) => repliesOf(server, { name, type: 'NS' }, ask)));
  const replies = heard.flatMap(({ reply }) => (reply === null ? [] : [reply]));
  const referral = replies.flatMap((reply) => referralIn(reply, name, zone))[0];
  if (referral === undefined) {
    const own = replies.find(({ authoritative }) => authoritative);
    if (own === undefined) return { kind: 'unknown' };
    // One server may hold both zones: then it answers instead of referring.
    const isCut = valuesAt(own.answers, name, 'NS').values.length > 0;
    return {
      ...{ kind: 'served', zone: isCut ? name : zone, servers },
      alias: aliasAt(own.answers, name)?.target ?? null,
    };
  }
  const next = await withAddresses(referral.names, referral.reply, resolve);
  const found = await Promise.all(next.map((server) => stateOf(server, name, ask)));
  // One that serves it is enough for the world.
  const sound = next.filter((_server, index) => found[index]?.state === null).slice(0, enough);
  if (sound.length > 0) return { kind: 'served', zone: name, servers: sound, alias: null };
  const states = next.flatMap(({ name: server }, index) => {
    const state = found[index]?.state ?? null;
    return state === null ? [] : [{ name: server, state }];
  });
  const rest = { broken: { zone: name, above: zone, servers: states }, above: servers };
  if (states.some(({ state }) => state !== 'unheard')) return { kind: 'unserved', ...rest };
  // Where no way leads to a server, or the run was ended, nothing was waited for.
  return states.length > 0 && found.every(({ failure }) => failure === 'timeout')
    ? { kind: 'unheard', ...rest }
    : { kind: 'unknown' };
}

/** `state`: null where the server has the zone. `failure`: of its last address; null where it said something. */
async function stateOf(
  server: Server,
  zone: string,
  ask: UnservedOptions['ask'],
): Promise<{ state: ServerState | null; failure: Failure | null }> {
  if (!server.addresses.ok) return { state: 'unheard', failure: null };
  if (server.addresses.value.length === 0) return { state: 'no-address', failure: null };
  const { reply, failure } = await repliesOf(server, { name: zone, type: 'SOA' }, ask);
  if (reply !== null) return { state: reply.authoritative ? null : 'not-its-zone', failure: null };
  if (failure === 'refused' || failure === 'servfail') return { state: failure, failure };
  return { state: failure === 'malformed' ? 'unreadable' : 'unheard', failure };
}

type Failure = Extract<Exchange, { ok: false }>['failure']['kind'];

/** The first address that says something. */
async function repliesOf(
  { addresses }: Server,
  question: Question,
  ask: UnservedOptions['ask'],
): Promise<{ reply: Reply | null; failure: Failure | null }> {
  let failure: Failure | null = null;
  for (const address of addresses.ok ? addresses.value : []) {
    const result = await ask(address, question);
    if (result.ok) return { reply: result.reply, failure: null };
    failure = result.failure.kind;
    if (failure !== 'timeout' && failure !== 'unreachable') break;
  }
  return { reply: null, failure };
}

function referralIn(
  reply: Reply,
  name: string,
  zone: string,
): readonly { names: readonly string[]; reply: Reply }[] {
  if (reply.authoritative || name === zone) return [];
  const { values } = valuesAt(reply.authorities, name, 'NS');
  return values.length === 0 ? [] : [{ names: values, reply }];
}

/** The addresses that come with a referral (RFC 1034 section 4.2.1), or those that the resolver knows. */
async function withAddresses(
  names: readonly string[],
  referral: Reply | null,
  resolve: Resolve,
): Promise<readonly Server[]> {
  return await Promise.all(
    names.slice(0, mostServers).map(async (name): Promise<Server> => {
      const glue = referral === null ? [] : valuesAt(referral.additionals, name, 'A').values;
      if (glue.length > 0) return { name, addresses: { ok: true, value: glue.slice(0, 2) } };
      const [ipv4, ipv6] = await Promise.all([answerOf(resolve(name, 'A')), answerOf(resolve(name, 'AAAA'))]);
      const found = [
        ...(ipv4.ok ? ipv4.value.records.slice(0, 2) : []),
        ...(ipv6.ok ? ipv6.value.records.slice(0, 1) : []),
      ];
      if (found.length > 0) return { name, addresses: { ok: true, value: found } };
      return { name, addresses: !ipv4.ok ? ipv4 : !ipv6.ok ? ipv6 : { ok: true, value: [] } };
    }),
  );
}
