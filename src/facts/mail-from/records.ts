import { defineFact } from '../../model/fact.ts';
import { type NearMiss, nearbyNames } from '../../model/dns-name.ts';
import { domainOf, lineageOf } from '../../parse/identity-name.ts';
import type { DnsAnswer, DnsProbe } from '../../model/dns.ts';
import { type Answer, answerOf, Unavailable, type Why } from '../../model/unavailable.ts';
import { identityLineage } from '../identity/identity.ts';
import { notSeen, senderIdentity } from '../identity/sender-identity.ts';
import { coverage } from '../identity/coverage.ts';
import { existing, type Identity, type LineageEntry } from '../identity/reply.ts';
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
  async gather({ dns, target }, { senderIdentity, identityLineage }): Promise<MailFromRecords> {
    const { outside } = senderIdentity;
    if (outside?.mailFrom === false) throw notSeen('the envelope sender', '--mail-from');
    const region = outside !== null && target.regionSource === 'environment' ? null : target.region;
    return await askRecords(dns, senderIdentity, region, usedIn(identityLineage));
  },
});

/**
 * The MAIL FROM records of an identity that waits for its verification while a verified domain above it covers the sender.
 * `prerequisite` where nothing waits.
 */
export const unreadyMailFromRecords = defineFact({
  id: 'unready-mail-from-records',
  per: 'identity',
  title: 'the MAIL FROM records of an identity that is not verified yet',
  from: { coverage },
  maybe: { identityLineage },
  async gather({ dns, target: { region } }, { coverage, identityLineage }): Promise<MailFromRecords> {
    const unready = coverage.kind === 'covered' ? coverage.unready : undefined;
    if (unready === undefined)
      throw new Unavailable('prerequisite', 'no identity of the sender waits for MAIL FROM records');
    return await askRecords(dns, unready, region, usedIn(identityLineage, unready.name));
  },
});

/** What another identity above this one uses as MAIL FROM domain is in its place. */
const usedIn = (lineage: Answer<readonly LineageEntry[]>, but?: string): readonly string[] =>
  existing(lineage.ok ? lineage.value : []).flatMap(({ name, mailFrom }) =>
    name === but ? [] : (mailFrom?.domain ?? []),
  );

async function askRecords(
  dns: DnsProbe,
  { name, mailFrom }: Identity,
  region: string | null,
  used: readonly string[],
): Promise<MailFromRecords> {
  if (mailFrom === null) {
    throw new Unavailable('prerequisite', `${name} uses the MAIL FROM domain of SES, which needs no records`);
  }
  const { domain } = mailFrom;
  const [mx, mxAuthority, txt, txtAuthority, beside] = await Promise.all([
    answerOf(dns.resolve(domain, 'MX')),
    askAuthority(dns, domain, 'MX'),
    answerOf(dns.resolve(domain, 'TXT')),
    askAuthority(dns, domain, 'TXT'),
    askBeside(dns, domain, ['MX', 'TXT'], 'others'),
  ]);
  const places = (): readonly NearMiss[] =>
    placesNear(domain, domainOf(name)).filter((place) => !used.includes(place.name));
  // Where the resolver fails at the name itself, nothing is looked for near by.
  const none = (answer: Answer<unknown>): NearMisses =>
    answer.ok ? { found: [] } : { found: [], open: answer.why };
  const alias = aliasOf(mxAuthority) ?? aliasOf(txtAuthority);
  const served = mx.ok && mx.value.records.some(({ exchange }) => feedbackRegion(exchange) !== null);
  const [nearMx, nearTxt, wildcard] = await Promise.all([
    mx.ok && mx.value.records.length === 0
      ? findNearMisses(dns, places(), 'MX', (exchange) => feedbackRegion(exchange) !== null)
      : none(mx),
    txt.ok && !txt.value.records.some(isSpfRecord)
      ? // The domain above has an SPF record for mail of its own.
        findNearMisses(
          dns,
          places().filter(({ kind }) => kind !== 'without-prefix'),
          'TXT',
          isSpfOfSes,
        )
      : none(txt),
    alias === null || served ? undefined : isOfWildcard(dns, domain, alias),
  ]);
  return {
    identity: name,
    domain,
    region,
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
}

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
