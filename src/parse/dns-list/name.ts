import type { DnsList } from '../../knowledge/dns-lists/list.ts';
import { type Ip, formatIp, parseIp, reverseName, unmapped } from '../ip-address.ts';
import { registeredDomain } from '../dmarc/organizational-domain.ts';

/** The two entries by which a list shows that it answers properly (RFC 5782 5). */
export interface TestPoints {
  /** Names to ask for: the first must be listed, the second must not. */
  listed: string;
  notListed: string;
}

/** An address as lists hold it: IPv4-mapped ones are IPv4. Null when the text is not an address. */
export function listedIp(text: string): Ip | null {
  const ip = parseIp(text);
  return ip === null ? null : unmapped(ip);
}

/** The name that asks a list for an address: octets or nibbles backwards (RFC 5782 2.1, 2.4). */
export const ipEntryName = (ip: Ip, zone: string): string =>
  `${reverseName(ip).replace(/\.(?:in-addr|ip6)\.arpa$/, '')}.${zone}`;

/** The name that asks a list for a domain (RFC 5782 2.2). */
export function domainEntryName(domain: string, { zone, registeredOnly }: DnsList): string {
  return `${registeredOnly ? registeredDomain(domain) : domain}.${zone}`;
}

/** The test entries of a list, for the family of addresses it is asked for. */
export function testPoints(list: DnsList, family: 4 | 6): TestPoints {
  const { zone, kind, alwaysListed } = list;
  if (kind === 'domain') return { listed: `${alwaysListed ?? 'test'}.${zone}`, notListed: `invalid.${zone}` };
  return family === 4
    ? { listed: `2.0.0.127.${zone}`, notListed: `1.0.0.127.${zone}` }
    : { listed: ipEntryName(testIp(2), zone), notListed: ipEntryName(testIp(1), zone) };
}

/** Addresses and domains for documentation (RFC 5737, RFC 3849, RFC 9637, RFC 2606), which nobody sends mail from. */
const unused = {
  domain: ['example.net', 'example.org', 'example.invalid'],
  4: ['192.0.2.1', '198.51.100.1', '203.0.113.1'],
  6: ['2001:db8::1', '3fff::1'],
} as const;

/** Names of entries that a list has no reason to hold. */
export function controlNames(list: DnsList, family: 4 | 6): readonly string[] {
  if (list.kind === 'domain') return unused.domain.map((domain) => domainEntryName(domain, list));
  return unused[family].flatMap((text) => {
    const ip = listedIp(text);
    return ip === null ? [] : [ipEntryName(ip, list.zone)];
  });
}

/** ::FFFF:7F00:2 and ::FFFF:7F00:1, asked for in their IPv6 form (RFC 5782 5). */
const testIp = (last: number): Ip => ({
  family: 6,
  bytes: [...Array<number>(10).fill(0), 255, 255, 127, 0, 0, last],
});

/** The usual text form of an address, IPv4-mapped ones as IPv4; a text that is not an address stays as it is. */
export function plainIp(text: string): string {
  const ip = listedIp(text);
  return ip === null ? text : formatIp(ip);
}
