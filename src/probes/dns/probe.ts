import { getServers } from 'node:dns';
import { isPrivateAddress } from '../../knowledge/private-addresses.ts';
import { Unavailable } from '../../model/unavailable.ts';
import type { DnsAnswer, DnsProbe, DnsType } from '../../model/dns.ts';
import { troubleDetail } from '../../model/dns-trouble.ts';
import { createAuthority } from './authority.ts';
import { endingOf } from '../ending.ts';
import { honestly } from './honest.ts';
import { asksOutside } from './outside.ts';
import { RecentAnswers } from './recent.ts';
import { createResolver } from './resolver.ts';
import { followingDelegations } from './unserved.ts';
import type { DnsServer } from './udp-port.ts';
import { lower } from './wire.ts';

const noResolver = 'this system has no DNS resolver';

export interface DnsProbeOptions {
  /** The resolvers, asked in this order. */
  servers: readonly DnsServer[];
  /** Milliseconds for one question with all its tries. */
  timeoutMs: number;
  signal: AbortSignal;
  /** Milliseconds until another try starts; default 1000. */
  tryMs?: number;
  /** Questions to the resolvers on the wire at once; default 100. Zones' own servers get 40 % of that beside. */
  maxInFlight?: number;
  /** So many answers are kept at most, the latest asked for; default: all. */
  remember?: number;
  /** For runs about many domains: what need not be compared is asked of one server of a zone. */
  sparing?: boolean;
  /** Port of the zones' own servers; default 53. */
  authoritativePort?: number;
  /** Whether a zone's server at that address can be of a private network alone; default: by the ranges that are. */
  isPrivate?: (address: string) => boolean;
  /** For the dates of signatures; without it none counts as over. */
  now?: () => Date;
  /** How evidence names the resolver; default: the address of the first server. */
  resolverName?: string;
  /** Puts control questions, so that a resolver which knows nothing or makes answers up is not believed (honest.ts). */
  controlled?: boolean;
}

/** DNS over the network. Build one for each run (or round of --wait): it remembers every answer. */
export function dnsProbe(options: DnsProbeOptions): DnsProbe {
  const {
    servers,
    timeoutMs,
    signal,
    tryMs = 1000,
    maxInFlight = 100,
    authoritativePort = 53,
    isPrivate = isPrivateAddress,
    remember = Infinity,
    now = () => new Date(Number.NaN),
  } = options;
  const interruption = endingOf(signal);
  // The two kinds of servers do not wait for each other: zones' servers may all be silent.
  const forAuthority = Math.max(1, Math.floor(maxInFlight * 0.4));
  const nobody: DnsProbe['resolve'] = (name, type) =>
    Promise.reject(
      new Unavailable('unreachable', noResolver, {
        question: `${type} ${name}`,
        detail: troubleDetail({ kind: 'no-resolver', does: noResolver, resolver: null }),
      }),
    );
  const { resolve, unchecked } =
    servers.length === 0
      ? { resolve: nobody, unchecked: nobody }
      : createResolver({ servers, timeoutMs, tryMs, interruption, maxInFlight, remember, now });
  const resolverName = options.resolverName ?? servers[0]?.host ?? 'no resolver';
  const ask = asksOutside({
    ...{ port: authoritativePort, tryMs, interruption, remember },
    maxInFlight: forAuthority,
  });
  const { resolve: told, unserved } = followingDelegations(resolve, {
    remember,
    ask: (host, question) => ask(host, question, Math.min(timeoutMs, 2 * tryMs)),
  });
  return {
    resolve: options.controlled === true ? rememberedAnswers(honestly(told, resolverName), remember) : told,
    authoritative: createAuthority({
      resolve,
      unchecked,
      told,
      ask,
      unserved,
      isPrivate,
      timeoutMs,
      tryMs,
      remember,
      sparing: options.sparing === true,
    }),
    resolverName,
  };
}

/** The same answer for the same question: what was found out about one need not be found out again. */
function rememberedAnswers(resolve: DnsProbe['resolve'], most: number): DnsProbe['resolve'] {
  const answers = new RecentAnswers<Promise<DnsAnswer<DnsType>>>(most);
  return <T extends DnsType>(name: string, type: T): Promise<DnsAnswer<T>> => {
    const key = lower(name);
    let answer = answers.get(type, key);
    if (answer === undefined) {
      answer = resolve(name, type);
      answers.set(type, key, answer);
    }
    // It is kept under its type.
    return answer as Promise<DnsAnswer<T>>;
  };
}

/** The resolvers of the system, without its search list: our names are absolute. */
export function systemResolvers(listed: readonly string[] = getServers()): DnsServer[] {
  return listed.map((entry) => {
    const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(entry) ?? /^([\d.]+):(\d+)$/.exec(entry);
    return { host: bracketed?.[1] ?? entry, port: Number(bracketed?.[2] ?? 53) };
  });
}
