import type { DnsList } from '../../src/knowledge/dns-lists/list.ts';
import { domainLists, ipLists } from '../../src/knowledge/dns-lists/lists.ts';
import { domainEntryName, ipEntryName, listedIp, testPoints } from '../../src/parse/dns-list/name.ts';
import type { DnsNode } from './dns/world.ts';

/** The code that a list of the table answers for its test entry. */
function anyCode({ codes }: DnsList): string {
  if (codes.kind === 'values') return Object.keys(codes.values)[0] ?? '127.0.0.2';
  return codes.kind === 'bits' ? `127.0.0.${Object.keys(codes.bits)[0] ?? '2'}` : '127.0.0.2';
}

/** What DNS holds for the built-in lists while nobody is listed: their test entries. */
export function dnsListRecords(): Record<string, DnsNode> {
  return Object.fromEntries(
    [...ipLists, ...domainLists].flatMap((list) => {
      const node: DnsNode = { A: [anyCode(list)], TXT: ['test entry'] };
      const families = list.ipv6 ? ([4, 6] as const) : ([4] as const);
      return families.map((family): [string, DnsNode] => [testPoints(list, family).listed, node]);
    }),
  );
}

/** Puts an address or domain on a list of the table. */
export function listedAt(
  zone: string,
  entry: string,
  codes: string[],
  reason?: string,
): Record<string, DnsNode> {
  const list = [...ipLists, ...domainLists].find((one) => one.zone === zone);
  if (list === undefined) throw new Error(`${zone} is not in the table`);
  const ip = listedIp(entry);
  const name = ip === null ? domainEntryName(entry, list) : ipEntryName(ip, zone);
  return { [name]: { A: codes, ...(reason === undefined ? {} : { TXT: [reason] }) } };
}
