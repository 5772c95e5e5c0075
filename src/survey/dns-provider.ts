import type { DnsProbe } from '../model/dns.ts';
import { answerOf } from '../model/unavailable.ts';
import { registeredDomain } from '../parse/dmarc/organizational-domain.ts';
import { domainOf } from '../parse/identity-name.ts';

/** Route 53 spreads each zone over four domains of this form. */
const route53 = /^awsdns-\d+\.(?:com|net|org|co\.uk)$/;

/**
 * Whose name servers hold the zone of an identity, as the domain that they are in: one login there fixes the records of
 * many. Null where DNS does not tell.
 */
export async function dnsProviderOf(dns: DnsProbe, identity: string): Promise<string | null> {
  const answer = await answerOf(dns.resolve(registeredDomain(domainOf(identity)), 'NS'));
  const [server] = answer.ok ? answer.value.records.toSorted() : [];
  if (server === undefined) return null;
  const domain = registeredDomain(server.replace(/\.$/, '').toLowerCase());
  return route53.test(domain) ? 'Amazon Route 53' : domain;
}
