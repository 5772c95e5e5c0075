import { defineFact } from '../model/fact.ts';
import { doubledNames } from '../model/dns-name.ts';
import { lineageOf } from '../parse/identity-name.ts';
import type { DnsAnswer } from '../model/dns.ts';
import { type Answer, answerOf, Unavailable } from '../model/unavailable.ts';
import { signingIdentity } from './identity/identity.ts';
import { feedbackRegion } from '../knowledge/regions.ts';
import { askAuthority, type Authority } from './zone-lookup.ts';

/** What DNS says about the custom MAIL FROM domain of an identity. */
export interface MailFromRecords {
  identity: string;
  domain: string;
  /** The Region of the run, or null. */
  region: string | null;
  mx: Answer<DnsAnswer<'MX'>>;
  /** The exchanges that the zone's own servers give. */
  mxAuthority: Answer<Authority>;
  txt: Answer<DnsAnswer<'TXT'>>;
  /** The texts that the zone's own servers give. */
  txtAuthority: Answer<Authority>;
  /** A name at which the MX sits because the panel appended the zone; null when there is none. */
  doubled: string | null;
  resolver: string;
}

export const mailFromRecords = defineFact({
  id: 'mail-from-records',
  per: 'identity',
  title: 'the records of the MAIL FROM domain',
  from: { signingIdentity },
  async gather({ dns, target }, { signingIdentity: { name, mailFrom } }): Promise<MailFromRecords> {
    if (mailFrom === null) {
      throw new Unavailable(
        'prerequisite',
        `${name} uses the MAIL FROM domain of SES, which needs no records`,
      );
    }
    const { domain } = mailFrom;
    const [mx, mxAuthority, txt, txtAuthority] = await Promise.all([
      answerOf(dns.resolve(domain, 'MX')),
      askAuthority(dns, domain, 'MX'),
      answerOf(dns.resolve(domain, 'TXT')),
      askAuthority(dns, domain, 'TXT'),
    ]);
    const missing = mx.ok && mx.value.records.length === 0;
    const places = missing ? doubledNames(domain, lineageOf(domain)) : [];
    const doubled = await Promise.all(
      places.map(async (place) => {
        const there = await answerOf(dns.resolve(place.name, 'MX'));
        const isOurs =
          there.ok && there.value.records.some(({ exchange }) => feedbackRegion(exchange) !== null);
        return isOurs ? [place.name] : [];
      }),
    );
    return {
      identity: name,
      domain,
      region: target.region,
      mx,
      mxAuthority,
      txt,
      txtAuthority,
      doubled: doubled.flat()[0] ?? null,
      resolver: dns.resolverName,
    };
  },
});
