import { defineFact } from '../model/fact.ts';
import type { DnsList } from '../knowledge/dns-lists/list.ts';
import { domainLists, listOfZone } from '../knowledge/dns-lists/lists.ts';
import { domainOf } from '../parse/identity-name.ts';
import type { DnsProbe } from '../model/dns.ts';
import type { Target } from '../model/target.ts';
import { type ListLookup, lookUp } from './dns-list-lookup.ts';

/** Domains that are looked up in one go; a message may link to thousands. */
export const mostDomains = 50;

/** What the lists of domains say about some domains: those of `--dnsbl`, else the built-in ones. */
export async function domainListVerdicts(
  dns: DnsProbe,
  target: Pick<Target, 'dnsbls'>,
  domains: readonly string[],
): Promise<readonly ListLookup[]> {
  const unique = [...new Set(domains.map((domain) => domain.toLowerCase()))];
  return await lookUp(dns, listsOf(target), unique.slice(0, mostDomains));
}

const listsOf = ({ dnsbls }: Pick<Target, 'dnsbls'>): readonly DnsList[] =>
  dnsbls === null ? domainLists : dnsbls.map(listOfZone).filter(({ kind }) => kind === 'domain');

/** What the lists of domains say about the domains of the identities asked about. */
export const identityDomainListings = defineFact({
  id: 'dns-list-domains',
  title: 'the DNS lists of domains',
  async gather({ dns, target }): Promise<readonly ListLookup[]> {
    return await domainListVerdicts(dns, target, target.identities.map(domainOf));
  },
});
