import type { DnsAnswer, DnsProbe, DnsType } from '../model/dns.ts';
import { formatIp, type Ip, parseIp, unmapped } from '../parse/ip-address.ts';
import type { SpfProblem } from './tree.ts';

/** The arguments of check_host() (RFC 7208 4.1), and what macros may ask for beside them. */
export interface SpfQuestion {
  /** The connecting address. IPv4-mapped IPv6 counts as IPv4. */
  ip: string;
  /** The domain whose record is asked for: that of the sender, or the HELO name. */
  domain: string;
  /** MAIL FROM as given; empty for the null reverse-path, which means postmaster at the HELO name (2.4). */
  sender: string;
  helo: string;
  dns: Pick<DnsProbe, 'resolve'>;
  /** Name of the receiving host, for `%{r}`; default: `unknown`. */
  receiver?: string;
  /** For `%{t}`; default: 0 seconds. */
  now?: Date;
}

/** One evaluation: the question made ready, and what it has cost so far. */
export interface SpfEvaluation {
  ip: Ip;
  localPart: string;
  senderDomain: string;
  helo: string;
  receiver: string;
  /** Seconds since 1970. */
  time: number;
  resolve: <T extends DnsType>(name: string, type: T) => Promise<DnsAnswer<T>>;
  /** Terms that ask DNS, so far (RFC 7208 4.6.4: at most 10). */
  lookups: number;
  /** The names of terms whose question had an empty answer (at most 2). */
  voids: string[];
  /** The first fault. */
  problem: SpfProblem | null;
}

/** Prepares a question. Throws RangeError when `ip` is not an IP address. */
export function startEvaluation(question: SpfQuestion): SpfEvaluation {
  const ip = parseIp(question.ip);
  if (ip === null) throw new RangeError(`${question.ip} is not an IP address`);
  const sender = question.sender === '' ? `@${question.helo}` : question.sender;
  const at = sender.lastIndexOf('@');
  return {
    ip: unmapped(ip),
    localPart: at > 0 ? sender.slice(0, at) : 'postmaster', // RFC 7208 4.3
    senderDomain: sender.slice(at + 1),
    helo: question.helo,
    receiver: question.receiver ?? 'unknown',
    time: Math.floor((question.now?.getTime() ?? 0) / 1000),
    resolve: (name, type) => question.dns.resolve(name, type),
    lookups: 0,
    voids: [],
    problem: null,
  };
}

/** The record type that holds addresses of the client's family. */
export const addressType = (ip: Ip): 'A' | 'AAAA' => (ip.family === 4 ? 'A' : 'AAAA');

/** The client as people write it, for `%{c}`. */
export const clientText = ({ ip }: SpfEvaluation): string => formatIp(ip);
