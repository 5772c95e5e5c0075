import { Unavailable, answerOf } from '../../model/unavailable.ts';
import type { AuthoritativeView, DnsProbe, DnsType, ServerView } from '../../model/dns.ts';
import type { Ending } from './ending.ts';
import { exchange } from './exchange.ts';
import { inFlight } from '../../model/in-flight.ts';
import { canBeAsked } from './name.ts';
import { Recent } from './recent.ts';
import { aliasAt, lower, negativeTtl, type Question, rcodes, type Reply, valuesAt } from './wire.ts';

export interface AuthorityOptions {
  resolve: DnsProbe['resolve'];
  /** Port of the zones' servers: 53, save in tests. */
  port: number;
  timeoutMs: number;
  tryMs: number;
  interruption: Ending;
  maxInFlight: number;
  /** So many answers are kept at most. */
  remember: number;
}

interface NameServer {
  name: string;
  addresses: readonly string[];
}

interface ZoneServers {
  zone: string;
  servers: readonly NameServer[];
}

/** More servers than a delegation from the root fits in a datagram; the rest would tell nothing new. */
const maxServers = 13;
/** Silent zones after which port 53 counts as closed to us, as long as no server was ever heard. */
const enoughSilence = 2;

/** Asks the zones' own servers directly, each of them, without recursion. */
export function createAuthority(options: AuthorityOptions): DnsProbe['authoritative'] {
  const { resolve } = options;
  const run = inFlight(options.maxInFlight);
  const withoutEdns = new Set<string>();
  const zones = new Recent<string, Promise<ZoneServers>>(options.remember);
  const views = new Recent<string, Promise<AuthoritativeView<DnsType>>>(options.remember);
  const silentAddresses = new Set<string>();
  const port53 = createPort53();

  /** The zone is the longest suffix with NS records of its own: all suffixes are asked at once. */
  async function findZone(name: string): Promise<ZoneServers> {
    const suffixes = name
      .split('.')
      .map((_label, index, labels) => labels.slice(index).join('.'))
      // A selector or host right below an underscore label is a record and no zone of its own.
      .filter((_suffix, index, all) => index > 0 || all[1]?.startsWith('_') !== true);
    const answers = await Promise.all(suffixes.map((suffix) => answerOf(resolve(suffix, 'NS'))));
    for (const [index, zone] of suffixes.entries()) {
      const answer = answers[index];
      // A failure below the zone found is harmless: the zone's servers will refer us on, and that is seen as such.
      if (answer?.ok !== true || answer.value.chain.length > 0 || answer.value.records.length === 0) continue;
      return await serversOf(zone, answer.value.records);
    }
    const failure = answers.find((answer) => !answer.ok);
    if (failure?.ok === false) {
      const { reason, message, ...more } = failure.why;
      throw new Unavailable(reason, `the zone of ${name} cannot be found: ${message}`, more);
    }
    throw new Unavailable('bad-reply', `no zone above ${name} has name servers`, { question: `NS ${name}` });
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

  async function viewOf<T extends DnsType>(
    zone: string,
    server: NameServer,
    question: Question & { type: T },
  ): Promise<ServerView<T>> {
    let view: ServerView<T> = {
      server: server.name,
      address: '',
      answer: { kind: 'silent', because: `${server.name} has no address` },
    };
    for (const address of server.addresses) {
      view = { server: server.name, address, answer: await askAt(zone, address, question) };
      if (view.answer.kind !== 'silent') return view;
    }
    return view;
  }

  async function askAt<T extends DnsType>(
    zone: string,
    address: string,
    question: Question & { type: T },
  ): Promise<ServerView<T>['answer']> {
    if (silentAddresses.has(address))
      return { kind: 'silent', because: 'did not answer an earlier question' };
    const result = await run(() =>
      exchange([{ host: address, port: options.port }], question, {
        recursion: false,
        timeoutMs: Math.min(options.timeoutMs, 2 * options.tryMs),
        tryMs: options.tryMs,
        interruption: options.interruption,
        withoutEdns,
      }),
    );
    if (result.ok) {
      port53.heard();
      return judge(zone, result.reply, question);
    }
    const { kind, because } = result.failure;
    if (kind === 'timeout' || kind === 'unreachable' || kind === 'interrupted') {
      if (kind !== 'interrupted') silentAddresses.add(address);
      return { kind: 'silent', because };
    }
    port53.heard();
    return { kind: 'lame', because };
  }

  async function look<T extends DnsType>(question: Question & { type: T }): Promise<AuthoritativeView<T>> {
    const { zone, servers } = await findZone(question.name);
    const open = await port53.enter(zone);
    if (!open) {
      const closed = {
        kind: 'silent',
        because: 'not asked: no name server outside answers on port 53',
      } as const;
      return {
        zone,
        servers: servers.map(({ name, addresses }) => ({
          server: name,
          address: addresses[0] ?? '',
          answer: closed,
        })),
      };
    }
    try {
      return { zone, servers: await Promise.all(servers.map((server) => viewOf(zone, server, question))) };
    } finally {
      port53.leave(
        zone,
        servers.some(({ addresses }) => addresses.length > 0),
      );
    }
  }

  return <T extends DnsType>(name: string, type: T): Promise<AuthoritativeView<T>> => {
    const question = { name: lower(name), type };
    const key = `${type} ${question.name}`;
    let view = views.get(key);
    if (view === undefined) {
      view = canBeAsked(question.name)
        ? look(question)
        : Promise.reject(new Unavailable('bad-reply', `${name} does not fit into DNS`, { question: key }));
      views.set(key, view);
    }
    // The key holds the type, so the view under it is of that type.
    return view as Promise<AuthoritativeView<T>>;
  };
}

/** What a server's reply says about the name, or that it does not serve the zone. */
function judge<T extends DnsType>(
  zone: string,
  reply: Reply,
  question: Question & { type: T },
): ServerView<T>['answer'] {
  if (!reply.authoritative) {
    const referral = reply.authorities.find(
      (record) => record.type === 'NS' && lower(record.name).length > zone.length,
    );
    const because =
      referral === undefined
        ? `does not serve ${zone}`
        : `refers to other servers for ${lower(referral.name)}`;
    return { kind: 'lame', because };
  }
  const step = question.type === 'CNAME' ? null : aliasAt(reply.answers, question.name);
  // Where a CNAME leads is for the resolver to say; here its presence is the answer.
  if (step !== null)
    return { kind: 'answer', answer: { exists: true, records: [], ttl: step.ttl, chain: [step] } };
  const { values, ttl } = valuesAt(reply.answers, question.name, question.type);
  return {
    kind: 'answer',
    answer: {
      exists: values.length > 0 || reply.rcode !== rcodes.NXDOMAIN,
      records: values,
      ttl: ttl ?? negativeTtl(reply.authorities),
      chain: [],
    },
  };
}

/**
 * Remembers whether any name server outside was ever heard. Until then only a few zones are asked at once, so that
 * a network that drops port 53 costs the wait of these and not of every name.
 */
function createPort53(): {
  /** Waits its turn; false when the port counts as closed. */
  enter: (zone: string) => Promise<boolean>;
  /** `asked`: a server of the zone had an address to ask. */
  leave: (zone: string, asked: boolean) => void;
  heard: () => void;
} {
  let state: 'unclear' | 'open' | 'closed' = 'unclear';
  const silent = new Set<string>();
  const asking = new Map<string, number>();
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };
  return {
    async enter(zone) {
      while (state === 'unclear' && !asking.has(zone) && asking.size >= enoughSilence) {
        await new Promise<void>((resume) => waiting.push(resume));
      }
      if (state !== 'closed') asking.set(zone, (asking.get(zone) ?? 0) + 1);
      return state !== 'closed';
    },
    leave(zone, asked) {
      const left = (asking.get(zone) ?? 1) - 1;
      if (left > 0) asking.set(zone, left);
      else asking.delete(zone);
      if (state === 'unclear' && asked) {
        silent.add(zone);
        if (silent.size >= enoughSilence) state = 'closed';
      }
      wake();
    },
    heard() {
      state = 'open';
      wake();
    },
  };
}
