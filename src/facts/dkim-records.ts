import { defineFact } from '../model/fact.ts';
import { sesRegion } from '../knowledge/regions.ts';
import { parseDkimKey } from '../parse/dkim/key.ts';
import { misspeltKeyNames, type NearMiss, nearbyNames } from '../model/dns-name.ts';
import { domainOf, lineageOf } from '../parse/identity-name.ts';
import type { DnsAnswer, DnsProbe } from '../model/dns.ts';
import type { Target } from '../model/target.ts';
import { type Answer, answerOf, Unavailable, type Why } from '../model/unavailable.ts';
import {
  askAuthority,
  askBeside,
  askRecord,
  behindAlias,
  type Authority,
  type Beside,
  findNearMisses,
  type FoundNearMiss,
  mostSiblings,
  type NearMisses,
  type RecordViews,
  siblingsOf,
} from './zone-lookup.ts';
import { notSeen, senderIdentity } from './identity/sender-identity.ts';
import { coverage } from './identity/coverage.ts';
import { isDkimOrigin, type Dkim, type Identity } from './identity/reply.ts';

/** The DKIM records that SES expects of an identity, and what DNS says about each. */
export interface DkimRecords {
  identity: string;
  domain: string;
  /** `easy`: CNAMEs to keys that SES keeps (also those of a replica). `own`: a key of one's own in TXT. */
  kind: 'easy' | 'own';
  records: readonly DkimRecord[];
  /**
   * What DNS says about a name under `_domainkey` that nobody made: an answer there is a wildcard's. Asked only
   * where a record is not as it should be, else null.
   */
  wildcard: RecordViews | null;
  /** How evidence names the resolver. */
  resolver: string;
}

export interface DkimRecord extends RecordViews {
  selector: string;
  name: string;
  /** The target of the CNAME; null for a key of one's own, or when the zone of SES is not known. */
  expected: string | null;
  /** Asked for CNAME with Easy DKIM, for TXT with a key of one's own. */
  authority: Answer<Authority>;
  /** The record at a misspelled name; asked only where it is not at its own. */
  nearMisses: readonly FoundNearMiss[];
  /** Why the first of the misspelled names that did not answer did not; absent where all did. */
  nearOpen?: Why;
  /** The key at the expected target, where the CNAME is not there or leads elsewhere; else null. */
  expectedKey: Answer<DnsAnswer<'TXT'>> | null;
  /** A CNAME and other records at the name, or null. */
  beside: Beside | null;
}

export const dkimRecords = defineFact({
  id: 'dkim-records',
  per: 'identity',
  title: 'the DKIM records in DNS',
  from: { senderIdentity },
  async gather({ dns, target }, { senderIdentity }): Promise<DkimRecords> {
    const { outside } = senderIdentity;
    if (outside?.dkim === false) throw notSeen('the DKIM selector', '--dkim-selector');
    return await askRecords(dns, target, senderIdentity, outside === null ? target.region : null);
  },
});

/**
 * The DKIM records that an identity waits for while a verified domain above it covers the sender. `prerequisite` where
 * nothing waits.
 */
export const unreadyDkimRecords = defineFact({
  id: 'unready-dkim-records',
  per: 'identity',
  title: 'the DKIM records of an identity that is not verified yet',
  from: { coverage },
  async gather({ dns, target }, { coverage }): Promise<DkimRecords> {
    const unready = coverage.kind === 'covered' ? coverage.unready : undefined;
    // An address is verified by a link in a mail.
    if (unready?.type !== 'domain')
      throw new Unavailable('prerequisite', 'no identity of the sender waits for DKIM records');
    return await askRecords(dns, target, unready, target.region);
  },
});

async function askRecords(
  dns: DnsProbe,
  target: Target,
  { name, dkim, mailFrom }: Identity,
  region: string | null,
): Promise<DkimRecords> {
  if (dkim.tokens.length === 0) {
    throw new Unavailable(
      'prerequisite',
      `SES names no DKIM records for ${name}${dkim.status === 'NOT_STARTED' ? ': DKIM was not set up for it' : ''}`,
    );
  }
  if (!isDkimOrigin(dkim.origin)) {
    throw new Unavailable('bad-reply', `whose key signs for ${name} is not known (${dkim.origin})`, {
      question: 'ses:GetEmailIdentity',
    });
  }
  const domain = domainOf(name);
  const kind = dkim.origin === 'EXTERNAL' ? 'own' : 'easy';
  const zone = kind === 'own' ? null : signingZone(dkim, region);
  const siblings = siblingsOf(domain, [
    ...(mailFrom === null ? [] : [mailFrom.domain]),
    // A few are asked about: to go through all for each took a run about many a time that grows with their square.
    ...target.identities.slice(0, mostSiblings).map(domainOf),
  ]);
  const [records, wildcard] = await Promise.all([
    Promise.all(dkim.tokens.map((selector) => askOne(dns, selector, { domain, kind, zone, siblings }))),
    askWildcard(dns, dkim.tokens, domain, kind, zone),
  ]);
  return { identity: name, domain, kind, records, wildcard, resolver: dns.resolverName };
}

/** Where Easy DKIM's keys are: what SES says, else the zone of the Region that made the tokens. */
export function signingZone({ signingHostedZone, origin }: Dkim, region: string | null): string | null {
  if (signingHostedZone !== null) return signingHostedZone.toLowerCase().replace(/\.$/, '');
  // A replica's records are those of its parent (Deterministic Easy DKIM): AWS_SES_EU_WEST_1.
  const parent = /^AWS_SES_(.+)$/.exec(origin)?.[1]?.toLowerCase().replaceAll('_', '-');
  return sesRegion(parent ?? region ?? '')?.dkimZone ?? null;
}

async function askWildcard(
  dns: DnsProbe,
  selectors: readonly string[],
  domain: string,
  kind: DkimRecords['kind'],
  zone: string | null,
): Promise<RecordViews | null> {
  const healthy = await Promise.all(
    selectors.map(async (selector) => {
      const token = selector.toLowerCase();
      const answer = await answerOf(
        dns.resolve(`${token}._domainkey.${domain}`, kind === 'own' ? 'TXT' : 'CNAME'),
      );
      if (!answer.ok) return true;
      const values: readonly string[] = answer.value.records;
      if (kind === 'own') return values.some((text) => parseDkimKey(text).kind !== 'other');
      return zone === null ? values.length > 0 : values.includes(`${token}.${zone}`);
    }),
  );
  return healthy.every(Boolean)
    ? null
    : await askRecord(dns, `ses-doctor-wildcard-test._domainkey.${domain}`);
}

interface Where extends Pick<DkimRecords, 'domain' | 'kind'> {
  siblings: readonly string[];
}

async function askOne(
  dns: DnsProbe,
  selector: string,
  { domain, kind, zone, siblings }: Where & { zone: string | null },
): Promise<DkimRecord> {
  const token = selector.toLowerCase();
  const name = `${token}._domainkey.${domain}`;
  const expected = zone === null ? null : `${token}.${zone}`;
  const [views, beside, authority, [near, expectedKey]] = await Promise.all([
    askRecord(dns, name),
    // Before what it shares with others: see there.
    askBeside(dns, name, ['TXT'], kind === 'own' ? 'others' : 'CNAME'),
    askAuthority(dns, name, kind === 'own' ? 'TXT' : 'CNAME'),
    lookFurther(dns, { token, name, domain, kind, siblings, expected }),
  ]);
  return {
    ...{ selector, name, expected, ...views },
    authority: await behindAlias(dns, name, authority),
    ...{ nearMisses: near.found, expectedKey, beside },
    ...(near.open !== undefined && { nearOpen: near.open }),
  };
}

/** The second round: where else the record may be, once it is not where it belongs. */
async function lookFurther(
  dns: DnsProbe,
  {
    token,
    name,
    domain,
    kind,
    siblings,
    expected,
  }: Where & { token: string; name: string; expected: string | null },
): Promise<[NearMisses, DkimRecord['expectedKey']]> {
  const type = kind === 'own' ? 'TXT' : 'CNAME';
  const there = await answerOf(dns.resolve(name, type));
  if (!there.ok) return [{ found: [], open: there.why }, null];
  const none: NearMisses = { found: [] };
  const misses = (): readonly NearMiss[] => [
    ...nearbyNames({ prefix: `${token}._domainkey`, domain, zones: lineageOf(domain), siblings }),
    ...misspeltKeyNames(token, domain),
  ];
  // The token in the target tells our record from a wildcard's.
  const isOurs =
    kind === 'own'
      ? (text: string) => parseDkimKey(text).kind !== 'other'
      : (target: string) => target.startsWith(`${token}.`) && target.endsWith('.amazonses.com');
  const right = there.value.records.map(String).some((value) => value === expected || isOurs(value));
  const elsewhere = kind === 'easy' && !there.value.records.map(String).includes(expected ?? '');
  return await Promise.all([
    right ? none : findNearMisses(dns, misses(), type, isOurs),
    elsewhere && expected !== null ? answerOf(dns.resolve(expected, 'TXT')) : null,
  ]);
}
