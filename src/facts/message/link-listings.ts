import { defineFact } from '../../model/fact.ts';
import { isLinkRewriter, urlShorteners } from '../../knowledge/url-shorteners.ts';
import { registeredDomain } from '../../parse/dmarc/organizational-domain.ts';
import { domainListVerdicts } from '../dns-list-domains.ts';
import { messageParts } from './parts.ts';

/** A domain that the message links to and a list holds. */
export interface ListedLink {
  domain: string;
  /** Zone of the list. */
  zone: string;
  /** What the answer of the list means, in its words for each reason. */
  means: readonly string[];
}

/** Lists limit how much one resolver may ask; a message that links to more domains is looked at in part. */
const mostDomains = 20;

/** Which link domains of the received message are on lists that receivers act on. */
export const messageLinkListings = defineFact({
  id: 'message-link-listings',
  title: 'the DNS lists of link domains',
  from: { parts: messageParts },
  async gather({ dns, target }, { parts }): Promise<readonly ListedLink[]> {
    // Services that everybody links through say nothing about the sender.
    const own = parts.hosts.filter((host) => !isLinkRewriter(host) && !urlShorteners.has(host));
    const domains = [...new Set(own.map(registeredDomain))].slice(0, mostDomains);
    if (domains.length === 0) return [];
    const lookups = await domainListVerdicts(dns, target, domains);
    return lookups.flatMap(({ zone, entry, verdict }) => {
      if (verdict.kind !== 'listed') return [];
      const grave = verdict.meanings.filter(({ weight }) => weight === 'acted-on');
      return grave.length === 0 ? [] : [{ domain: entry, zone, means: grave.map(({ means }) => means) }];
    });
  },
});
