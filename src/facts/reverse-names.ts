import { defineFact } from '../model/fact.ts';
import { plainIp } from '../parse/dns-list/name.ts';
import { parseIp, reverseName } from '../parse/ip-address.ts';
import type { DnsProbe } from '../model/dns.ts';
import { type Answer, answerOf, valueOf } from '../model/unavailable.ts';
import { sendingIps } from './sending-ips.ts';

/** What DNS says about the name of an address. */
export type ReverseName =
  /** The name resolves to the address again (RFC 1912 2.1). */
  | { kind: 'confirmed'; name: string }
  | { kind: 'none' }
  /** Names that resolve to other addresses, or to none. */
  | { kind: 'unconfirmed'; names: readonly { name: string; addresses: readonly string[] }[] };

/** The reverse name of one sending address. */
export interface ReverseNameOf {
  ip: string;
  answer: Answer<ReverseName>;
}

/** PTR records that are followed; receivers look at the first few only (RFC 7208 4.6.4 allows ten). */
const mostNames = 10;

/** The reverse names of the sending addresses, each confirmed by a look-up forward. */
export const reverseNames = defineFact({
  id: 'reverse-names',
  title: 'the PTR names of the sending IPs',
  from: { sendingIps },
  async gather({ dns }, { sendingIps: { ips } }): Promise<readonly ReverseNameOf[]> {
    return await Promise.all(
      ips.map(async ({ ip }) => ({ ip, answer: await answerOf(reverseNameOf(dns, ip)) })),
    );
  },
});

async function reverseNameOf(dns: DnsProbe, text: string): Promise<ReverseName> {
  const ip = parseIp(text);
  if (ip === null) return { kind: 'none' };
  const { records } = await dns.resolve(reverseName(ip), 'PTR');
  if (records.length === 0) return { kind: 'none' };
  const forward = await Promise.all(
    records.slice(0, mostNames).map(async (name) => ({
      name,
      answer: await answerOf(dns.resolve(name, ip.family === 4 ? 'A' : 'AAAA')),
    })),
  );
  const confirmed = forward.find(
    ({ answer }) => answer.ok && answer.value.records.map(plainIp).includes(text),
  );
  if (confirmed !== undefined) return { kind: 'confirmed', name: confirmed.name };
  // A name that could not be looked up might be the one that agrees.
  return {
    kind: 'unconfirmed',
    names: forward.map(({ name, answer }) => ({ name, addresses: valueOf(answer).records })),
  };
}
