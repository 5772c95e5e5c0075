import { isUnreachableAddress } from '../../knowledge/private-addresses.ts';
import type { HeaderField } from './header.ts';
import { registeredDomain } from '../dmarc/organizational-domain.ts';
import { type Hop, parseReceived } from './received.ts';

/** The way of a message, as the servers that took it wrote it down. */
export interface MessagePath {
  /** The last server first, at most fifty. */
  hops: readonly Hop[];
  /** Place of the hop at which a server outside Amazon took the message from SES; null when none says so. */
  sesHop: number | null;
  /** Place of the hop at which the receiver took the message from somebody else: SPF is about this one. */
  handover: number | null;
  /** The longest wait between two servers, in seconds, and the one that had the message meanwhile; null: not known. */
  slowest: { seconds: number; at: string } | null;
  /** Who had the message between SES and its receiver, and by which signs; null when nothing shows anybody. */
  intermediary: { host: string; sign: string } | null;
}

const mostHops = 50;

/** Fields that only a mailing list or a forwarder writes. */
const relayFields: Readonly<Record<string, string>> = {
  'x-beenthere': 'a mailing list',
  'x-mailman-version': 'a mailing list',
  'x-google-group-id': 'a Google group',
  'mailing-list': 'a mailing list',
  'x-forwarded-for': 'a forwarding rule',
  'resent-from': 'somebody who sent it on',
  'x-ms-exchange-forwardingloop': 'a forwarding rule',
};

/** Reads the Received fields. */
export function readPath(fields: readonly HeaderField[]): MessagePath {
  const hops = fields
    .filter(({ name }) => name === 'received')
    .slice(0, mostHops)
    .map(({ value }) => parseReceived(value));
  const sesAt = hops.findIndex(({ from, by }) => isSes(from) && !isSes(by));
  const sesHop = sesAt === -1 ? null : sesAt;
  const handoverAt = hops.findIndex(isHandover);
  return {
    hops,
    sesHop,
    handover: handoverAt === -1 ? null : handoverAt,
    slowest: slowestOf(hops),
    intermediary: intermediaryOf(fields, hops, sesHop),
  };
}

export const isSes = (host: string | null): boolean =>
  host !== null && (host === 'amazonses.com' || host.endsWith('.amazonses.com'));

/**
 * Whether a name may be that of a server that took the message: of the organization of one that wrote a Received field. True
 * where either does not say.
 */
export function isOnTheWay(server: string, hops: readonly Hop[]): boolean {
  const takers = hops.flatMap(({ by }) => organization(by) ?? []);
  const own = organization(server.toLowerCase());
  return own === null || takers.length === 0 || takers.includes(own);
}

/** Whether two names are of one organization; false where either does not say. */
export function isOfOrganization(server: string, other: string): boolean {
  const own = organization(server.toLowerCase());
  return own !== null && own === organization(other.toLowerCase());
}

/** A client on the internet that is no machine of the server's own organization. */
function isHandover({ ip, from, by }: Hop): boolean {
  if (ip === null || isUnreachableAddress(ip)) return false;
  return organization(from) === null || organization(from) !== organization(by);
}

/** The registered domain of a host name; null for an address or a bare name. */
function organization(host: string | null): string | null {
  if (host === null || !/[a-z]/.test(host) || !host.includes('.') || host.includes(':')) return null;
  if (inside.test(host)) return null;
  const registered = registeredDomain(host);
  return operators.find((names) => names.includes(registered))?.[0] ?? registered;
}

/** Names that mean something within a network alone (RFC 6762 3, RFC 8375, ICANN's `.internal`). */
const inside = /\.(?:internal|local|localdomain|lan|corp|home\.arpa)\.?$/;

/** Receivers whose servers bear names of several domains: what one of them hands to another is still theirs. */
const operators: readonly (readonly string[])[] = [
  [
    'outlook.com',
    'office365.com',
    'exchangelabs.com',
    'office.com',
    'microsoft.com',
    'hotmail.com',
    'live.com',
  ],
  ['icloud.com', 'apple.com', 'mac.com', 'me.com'],
  ['yahoo.com', 'aol.com', 'yahoodns.net', 'ymail.com'],
  ['google.com', 'gmail.com', 'googlemail.com'],
  ['protonmail.ch', 'proton.me', 'proton.ch', 'protonmail.com'],
  ['gmx.net', 'gmx.de', 'gmx.com', 'web.de', 'mail.com', '1and1.com', 'kundenserver.de'],
  ['messagingengine.com', 'fastmail.com', 'fastmail.fm'],
];

function intermediaryOf(
  fields: readonly HeaderField[],
  hops: readonly Hop[],
  sesHop: number | null,
): MessagePath['intermediary'] {
  const first = sesHop === null ? null : (hops[sesHop]?.by ?? null);
  // The server that took the message from SES is of another organization than the last one.
  const last = hops.slice(0, sesHop ?? 0).find(({ by }) => organization(by) !== null)?.by ?? null;
  if (
    first !== null &&
    last !== null &&
    organization(first) !== null &&
    organization(first) !== organization(last)
  )
    return { host: first, sign: `${first} took it from SES, ${last} was the last server` };
  const mark = fields.find(({ name }) => Object.hasOwn(relayFields, name));
  if (mark === undefined) return null;
  return {
    host: first ?? relayFields[mark.name] ?? mark.name,
    sign: `${mark.name}: ${mark.value.slice(0, 100)}`,
  };
}

/** Clocks differ: what seems to arrive before it left waited for no time. */
function slowestOf(hops: readonly Hop[]): MessagePath['slowest'] {
  let slowest: MessagePath['slowest'] = null;
  for (const [place, hop] of hops.entries()) {
    const earlier = hops[place + 1];
    if (hop.at === null || earlier?.at == null) continue;
    const seconds = Math.max(0, Math.round((Date.parse(hop.at) - Date.parse(earlier.at)) / 1000));
    if (slowest === null || seconds > slowest.seconds)
      slowest = { seconds, at: earlier.by ?? hop.from ?? 'a server without a name' };
  }
  return slowest;
}
