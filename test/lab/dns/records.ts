import type { Answer } from 'dns-packet';
import type { DnsNode } from './world.ts';

/** The records of a node with one type, as dns-packet encodes them. `ANY` gives all. */
export function recordsOf(name: string, node: DnsNode, type: string): Answer[] {
  const ttl = node.ttl ?? 300;
  const all: Answer[] = [
    ...(node.A ?? []).map((data) => ({ name, ttl, type: 'A' as const, data })),
    ...(node.AAAA ?? []).map((data) => ({ name, ttl, type: 'AAAA' as const, data })),
    ...(node.CNAME ?? []).map((data) => ({ name, ttl, type: 'CNAME' as const, data })),
    ...(node.MX ?? []).map((data) => ({ name, ttl, type: 'MX' as const, data })),
    ...(node.NS ?? []).map((data) => ({ name, ttl, type: 'NS' as const, data })),
    ...(node.PTR ?? []).map((data) => ({ name, ttl, type: 'PTR' as const, data })),
    ...(node.TXT ?? []).map((data) => ({ name, ttl, type: 'TXT' as const, data: stringsOf(data) })),
    // An `Answer` without its name is one again with it; the union of types hides that.
    ...(node.other ?? []).map((record) => ({ ttl, ...record, name }) as Answer),
  ];
  return type === 'ANY' ? all : all.filter((record) => record.type === type);
}

/** RFC 1035 3.3: a TXT record is one or more strings of up to 255 bytes. */
function stringsOf(text: string | string[]): string[] {
  if (typeof text !== 'string') return text;
  return text.length <= 255 ? [text] : (text.match(/.{1,255}/gsu) ?? []);
}
