import { defineFact } from '../model/fact.ts';
import { sesSpfDomain } from '../knowledge/ses-ranges.ts';
import { domainOf } from '../parse/identity-name.ts';
import { isSesAddress } from '../parse/ses-address.ts';
import { isSpfRecord, parseSpf } from '../spf/record.ts';
import { outOfReach } from '../model/out-of-reach.ts';
import { type Answer, answerOf, Unavailable, valueOf } from '../model/unavailable.ts';
import { type DedicatedIp, dedicatedIps } from './dedicated-ips.ts';
import type { Pages } from './pages.ts';
import { asPublished } from './published-texts.ts';
import { envelope } from './spf-envelope.ts';
import { type SesAddress, sesAddresses, type SesAuthorisation, spfAuthorisesSes } from './spf-ses.ts';

/** SPF as receivers see it for mail that SES sends from an identity. */
export type Spf =
  | { kind: 'custom'; authorisation: SesAuthorisation }
  /** The envelope is Amazon's, with Amazon's record: it passes, and is nobody else's business. */
  | { kind: 'default' };

/** SPF at the domain that is really the envelope sender. */
export const spf = defineFact({
  id: 'spf',
  per: 'identity',
  title: 'SPF at the envelope sender',
  from: { envelope, sesAddresses },
  maybe: { dedicatedIps },
  async gather({ dns }, { envelope, sesAddresses: { addresses }, dedicatedIps }): Promise<Spf> {
    switch (envelope.kind) {
      case 'default':
        return { kind: 'default' };
      case 'refused':
        throw new Unavailable(
          'prerequisite',
          `Amazon SES sends nothing as long as the MAIL FROM domain ${envelope.custom} is ${envelope.status}`,
        );
      case 'custom':
        return {
          kind: 'custom',
          authorisation: await spfAuthorisesSes(asPublished(dns, envelope.domain), envelope.domain, [
            ...addresses,
            ...ownAddresses(dedicatedIps),
          ]),
        };
    }
  },
});

/** Dedicated IPs lie in SES's ranges as a rule; addresses that a customer brought along do not, and are asked about first. */
const ownAddresses = (answer: Answer<Pages<DedicatedIp>>): readonly SesAddress[] => {
  const all = answer.ok ? answer.value.items.map(({ ip }) => ip) : [];
  const brought = all.filter((ip) => !isSesAddress(ip));
  return [...brought, ...all.filter(isSesAddress)].slice(0, mostDedicated).map((ip) => ({ ip, range: null }));
};

/** So many tell what the record is like; an account may have hundreds. */
const mostDedicated = 20;

/** The SPF record of the From domain, which is not the envelope sender of SES mail. */
export interface FromDomainSpf {
  domain: string;
  /** Null when there is no record, or several. */
  record: string | null;
  /** The term that names SES, as written, and its offset in the record; null when there is none. */
  sesTerm: { text: string; at: number } | null;
}

export const fromDomainSpf = defineFact({
  id: 'spf-from-domain',
  per: 'identity',
  title: 'SPF at the From domain',
  async gather({ dns, subject }): Promise<FromDomainSpf> {
    const domain = domainOf(subject);
    const answer = await answerOf(dns.resolve(domain, 'TXT'));
    // The check `identity-mail` says so.
    if (!answer.ok && outOfReach(answer.why) !== null)
      throw new Unavailable('prerequisite', `the records of ${domain} are out of reach`);
    const records = valueOf(answer).records.filter(isSpfRecord);
    const [record] = records;
    if (record === undefined || records.length > 1) return { domain, record: null, sesTerm: null };
    const term = parseSpf(record).terms.find(
      (one) =>
        one.kind === 'directive' &&
        one.mechanism === 'include' &&
        one.domain?.text.toLowerCase().replace(/\.$/, '') === sesSpfDomain,
    );
    return { domain, record, sesTerm: term === undefined ? null : { text: term.text, at: term.at } };
  },
});
