import type { DnsRecord } from '../model/check.ts';

/** A Route 53 change batch that publishes records, as JSON on one line for `--change-batch`. TXT values are split into strings of 255 octets. */
export function changeBatch(records: readonly DnsRecord[]): string {
  const sets = new Map<
    string,
    { Name: string; Type: string; TTL: number; ResourceRecords: { Value: string }[] }
  >();
  for (const { name, type, value, ttl } of records) {
    const key = `${name} ${type}`;
    const set = sets.get(key) ?? { Name: `${name}.`, Type: type, TTL: ttl, ResourceRecords: [] };
    set.ResourceRecords.push({ Value: type === 'TXT' ? txtStrings(value) : value });
    sets.set(key, set);
  }
  const changes = [...sets.values()].map((set) => ({ Action: 'UPSERT', ResourceRecordSet: set }));
  return JSON.stringify({ Changes: changes });
}

/** The strings of a TXT record in quotes, as zone files and Route 53 write them (RFC 1035 3.3 and 5.1: at most 255 octets each). */
export function txtStrings(value: string): string {
  const parts = value.match(/[\s\S]{1,255}/g) ?? [''];
  return parts.map((part) => `"${part.replaceAll(/["\\]/g, (character) => `\\${character}`)}"`).join(' ');
}
