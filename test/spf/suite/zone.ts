import type { DnsAnswer, DnsProbe, DnsRecords, DnsType } from '../../../src/model/dns.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';

/** `TIMEOUT`, or one record: its type and value. */
type Entry = 'TIMEOUT' | Record<string, unknown>;
export type ZoneData = Record<string, readonly Entry[]>;

/**
 * DNS of one scenario. A key SPF stands for the TXT record of the same text, unless the name has a TXT key of its
 * own (`TXT: NONE`: no such record). `TIMEOUT` alone makes every question for the name fail, as a value that of its type.
 */
export function dnsOf(zone: ZoneData): Pick<DnsProbe, 'resolve'> {
  const names = new Map(Object.entries(zone).map(([name, entries]) => [name.toLowerCase(), entries]));
  const ask = <T extends DnsType>(name: string, type: T, depth: number): DnsAnswer<T> => {
    const entries = names.get(name.toLowerCase());
    if (depth > 10) throw new Unavailable('bad-reply', `${name} goes round in circles`);
    if (entries === undefined) return { exists: false, records: [], ttl: 300, chain: [] };
    const alias = valuesOf(entries, 'CNAME')[0];
    if (typeof alias === 'string' && type !== 'CNAME') return ask(alias, type, depth + 1);
    const values = type === 'TXT' ? textsOf(entries) : valuesOf(entries, type);
    if (values.includes('TIMEOUT') || (values.length === 0 && entries.includes('TIMEOUT'))) {
      throw new Unavailable('timeout', `no answer for ${name}`, { question: `${type} ${name}` });
    }
    // Which shape belongs to which type is for the files to get right.
    return {
      exists: true,
      records: values.map((value) => recordOf(type, value)) as DnsRecords[T][],
      ttl: 300,
      chain: [],
    };
  };
  return { resolve: async (name, type) => ask(name, type, 0) };
}

const valuesOf = (entries: readonly Entry[], type: string): unknown[] =>
  entries.flatMap((entry) => (typeof entry === 'object' && type in entry ? [entry[type]] : []));

function textsOf(entries: readonly Entry[]): unknown[] {
  const own = valuesOf(entries, 'TXT');
  return (own.length > 0 ? own : valuesOf(entries, 'SPF')).filter((value) => value !== 'NONE');
}

function recordOf(type: DnsType, value: unknown): unknown {
  if (type === 'TXT') return Array.isArray(value) ? value.join('') : value;
  if (type === 'MX' && Array.isArray(value))
    return { preference: Number(value[0]), exchange: String(value[1]).toLowerCase() };
  return value;
}
