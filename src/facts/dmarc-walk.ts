import { isDmarcRecord, looksLikeDmarc, parseDmarc } from '../parse/dmarc/dmarc.ts';
import { type DmarcLevel, type LevelRecords, walkDomains } from '../parse/dmarc/organizational-domain.ts';
import type { DnsProbe } from '../model/dns.ts';
import { answerOf } from '../model/unavailable.ts';

type Dns = Pick<DnsProbe, 'resolve'>;

/**
 * Asks all levels of a tree walk at once. The walk itself is decided afterwards from the answers, so that a level
 * which it would not have reached cannot blind it.
 */
export async function walkDmarc(dns: Dns, domain: string): Promise<readonly DmarcLevel[]> {
  return await Promise.all(
    walkDomains(domain).map(async (one) => ({ domain: one, answer: await answerOf(recordsAt(dns, one)) })),
  );
}

async function recordsAt(dns: Dns, domain: string): Promise<LevelRecords> {
  const name = `_dmarc.${domain}`;
  if (name.length > 253) return { records: [], lookalikes: [], ttl: null }; // no such name can exist
  const { records, ttl } = await dns.resolve(name, 'TXT');
  return {
    records: records.filter(isDmarcRecord).map(parseDmarc),
    lookalikes: records.filter(looksLikeDmarc),
    ttl,
  };
}
