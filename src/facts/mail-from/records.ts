import { defineFact } from '../../model/fact.ts';
import { type NearMiss, nearbyNames } from '../../model/dns-name.ts';
import { domainOf, lineageOf } from '../../parse/identity-name.ts';
import type { DnsAnswer } from '../../model/dns.ts';
import { type Answer, answerOf, Unavailable, type Why } from '../../model/unavailable.ts';
import { identityLineage } from '../identity/identity.ts';
import { notSeen, senderIdentity } from '../identity/sender-identity.ts';
import { existing } from '../identity/reply.ts';
import { isSpfRecord } from '../../spf/record.ts';
import { mailFromLabels } from '../../knowledge/mail-from-labels.ts';
import { feedbackRegion } from '../../knowledge/regions.ts';
import {
  aliasOf,
  askAuthority,
  askBeside,
  type Authority,
  type Beside,
  findNearMisses,
  type FoundNearMiss,
  isOfWildcard,
  type NearMisses,
} from '../zone-lookup.ts';

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
  /** A CNAME and other records at the name, or null. */
  beside: Beside | null;
  /** Where a CNAME is at the name and no MX of SES behind it: whether it is a wildcard's. Absent else. */
  wildcard?: Answer<boolean>;
  /** Where the MX and the SPF record are instead; null where they are in place, or nowhere near. */
  misplaced: { mx: FoundNearMiss | null; txt: FoundNearMiss | null };
  /** Why the first place near by that did not answer for a record did not; absent where all did. */
  placesOpen?: { mx?: Why; txt?: Why };
  resolver: string;
}

export const mailFromRecords = defineFact({
  id: 'mail-from-records',
  per: 'identity',
  title: 'the records of the MAIL FROM domain',
  from: { senderIdentity },
  maybe: { identityLineage },
  async gather(
    { dns, target },
    { senderIdentity: { name, mailFrom, outside }, identityLineage },
  ): Promise<MailFromRecords> {
    if (outside?.mailFrom === false) throw notSeen('the envelope sender', '--mail-from');
    if (mailFrom === null) {
      throw new Unavailable(
        'prerequisite',
        `${name} uses the MAIL FROM domain of SES, which needs no records`,
      );
    }
    const { domain } = mailFrom;
    const [mx, mxAuthority, txt, txtAuthority, beside] = await Promise.all([
      answerOf(dns.resolve(domain, 'MX')),
      askAuthority(dns, domain, 'MX'),
      answerOf(dns.resolve(domain, 'TXT')),
      askAuthority(dns, domain, 'TXT'),
      askBeside(dns, domain, ['MX', 'TXT'], 'others'),
    ]);
    // What another identity above this one uses is in its place.
    const used = existing(identityLineage.ok ? identityLineage.value : []).flatMap(
      (one) => one.mailFrom?.domain ?? [],
    );
    const places = placesNear(domain, domainOf(name)).filter((place) => !used.includes(place.name));
    // Where the resolver fails at the name itself, nothing is looked for near by.
    const none = (answer: Answer<unknown>): NearMisses =>
      answer.ok ? { found: [] } : { found: [], open: answer.why };
    const alias = aliasOf(mxAuthority) ?? aliasOf(txtAuthority);
    const served = mx.ok && mx.value.records.some(({ exchange }) => feedbackRegion(exchange) !== null);
    const [nearMx, nearTxt, wildcard] = await Promise.all([
      mx.ok && mx.value.records.length === 0
        ? findNearMisses(dns, places, 'MX', (exchange) => feedbackRegion(exchange) !== null)
        : none(mx),
      txt.ok && !txt.value.records.some(isSpfRecord)
        ? // The domain above has an SPF record for mail of its own.
          findNearMisses(
            dns,
            places.filter(({ kind }) => kind !== 'without-prefix'),
            'TXT',
            isSpfOfSes,
          )
        : none(txt),
      alias === null || served ? undefined : isOfWildcard(dns, domain, alias),
    ]);
    return {
      identity: name,
      domain,
      region: outside !== null && target.regionSource === 'environment' ? null : target.region,
      mx,
      mxAuthority,
      txt,
      txtAuthority,
      beside,
      ...(wildcard !== undefined && { wildcard }),
      misplaced: { mx: nearMx.found[0] ?? null, txt: nearTxt.found[0] ?? null },
      ...((nearMx.open ?? nearTxt.open) !== undefined && {
        placesOpen: {
          ...(nearMx.open !== undefined && { mx: nearMx.open }),
          ...(nearTxt.open !== undefined && { txt: nearTxt.open }),
        },
      }),
      resolver: dns.resolverName,
    };
  },
});

const isSpfOfSes = (text: string): boolean => isSpfRecord(text) && text.includes('amazonses.com');

/** Where the records of a MAIL FROM domain land by a slip with its name. */
function placesNear(mailFrom: string, identity: string): readonly NearMiss[] {
  // A MAIL FROM domain may also be that of another identity's tree: then its first label stands before the rest.
  const domain = mailFrom.endsWith(`.${identity}`) ? identity : mailFrom.slice(mailFrom.indexOf('.') + 1);
  const prefix = mailFrom.slice(0, -domain.length - 1);
  const beside = mailFromLabels
    .map((label): NearMiss => ({ kind: 'sibling', name: `${label}.${domain}` }))
    .filter(({ name }) => name !== mailFrom);
  return [
    ...nearbyNames({ prefix, domain, zones: lineageOf(domain) }),
    { kind: 'without-prefix', name: domain },
    ...beside,
  ];
}
