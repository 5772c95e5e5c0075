import { defineFact } from '../model/fact.ts';
import { type DmarcPolicy, isDmarcRecord, type ReportUri } from '../parse/dmarc/dmarc.ts';
import { misspeltDmarcNames, nearbyNames } from '../model/dns-name.ts';
import { domainOf, lineageOf } from '../parse/identity-name.ts';
import {
  discover,
  discoverByList,
  type DmarcLevel,
  type FoundPolicy,
  registeredDomain,
  walkDomains,
} from '../parse/dmarc/organizational-domain.ts';
import type { DnsProbe } from '../model/dns.ts';
import { type Answer, answerOf, type Why } from '../model/unavailable.ts';
import { walkDmarc } from './dmarc-walk.ts';
import {
  aliasOf,
  askAuthority,
  askBeside,
  behindAlias,
  type Authority,
  type Beside,
  findNearMisses,
  type FoundNearMiss,
  isOfWildcard,
  type NearMisses,
  siblingsOf,
} from './zone-lookup.ts';

/** What receivers learn about the DMARC policy of a From domain. */
export interface Dmarc {
  /** The From domain: the identity, or the domain of the address. */
  domain: string;
  /** The levels of the tree walk, the domain itself first. */
  levels: readonly DmarcLevel[];
  /** The record that applies by RFC 9989; null when there is none. */
  policy: Answer<FoundPolicy | null>;
  organizationalDomain: Answer<string>;
  /** What receivers find that still go by the public suffix list (RFC 7489). */
  byList: { organizationalDomain: string; policy: Answer<FoundPolicy | null> };
  /** The policy for mail from this domain; null without a usable one. */
  effective: Answer<EffectivePolicy | null>;
  /**
   * The name of the record that applies, or that to publish one at, and what the zone's own servers say of it. The
   * record of a public suffix is not the sender's: then it is the name to publish at.
   */
  place: {
    name: string;
    authority: Answer<Authority>;
    beside: Beside | null;
    /** Where no record applies and a CNAME is at the name: whether it is a wildcard's. Absent else. */
    wildcard?: Answer<boolean>;
  };
  /** Where no record applies: one at a misspelled name, or null. */
  elsewhere: FoundNearMiss | null;
  /** Why the first of those names that did not answer did not; absent where all did. */
  elsewhereOpen?: Why;
  /** Places for reports outside the organization, and whether they take them. */
  reports: readonly ExternalReport[];
  resolver: string;
}

export interface EffectivePolicy {
  policy: DmarcPolicy;
  /** The tag that decides. */
  tag: 'p' | 'sp' | 'np';
  /** t=y: receivers apply it one step weaker. */
  testing: boolean;
}

/** A report address whose domain has to agree (RFC 9990 4). */
export interface ExternalReport extends ReportUri {
  /** The name at which the agreement stands. */
  name: string;
  authorised: Answer<boolean>;
}

/** DMARC of the domain that people see in the From header. */
export const dmarc = defineFact({
  id: 'dmarc',
  per: 'identity',
  title: 'the DMARC records',
  async gather({ dns, subject }): Promise<Dmarc> {
    const domain = domainOf(subject);
    const registered = registeredDomain(domain);
    const [levels, usualPlace] = await Promise.all([walkDmarc(dns, domain), placeAt(dns, registered)]);
    const { policy, organizationalDomain } = discover(levels);
    const found = policy.ok ? policy.value : null;
    const near: NearMisses =
      policy.ok && found === null ? await findMisplaced(dns, domain, registered) : { found: [] };
    const alias = policy.ok && found === null ? aliasOf(usualPlace.authority) : null;
    const at = found === null || found.kind === 'public-suffix' ? registered : found.domain;
    return {
      domain,
      levels,
      policy,
      organizationalDomain,
      byList: { organizationalDomain: registered, policy: discoverByList(levels) },
      effective: policy.ok ? await effectiveOf(dns, domain, found) : policy,
      place: {
        ...(at === registered ? usualPlace : await placeAt(dns, at)),
        ...(alias !== null && { wildcard: await isOfWildcard(dns, usualPlace.name, alias) }),
      },
      elsewhere: near.found[0] ?? null,
      ...(near.open !== undefined && { elsewhereOpen: near.open }),
      reports: found === null ? [] : await externalReports(dns, found),
      resolver: dns.resolverName,
    };
  },
});

async function placeAt(dns: DnsProbe, domain: string): Promise<Dmarc['place']> {
  const name = `_dmarc.${domain}`;
  const [authority, beside] = await Promise.all([
    askAuthority(dns, name, 'TXT'),
    askBeside(dns, name, ['TXT'], 'others'),
  ]);
  return { name, authority: await behindAlias(dns, name, authority), beside };
}

/** Where panels and haste put the record: near the name of the domain, or near that of the domain above it. */
async function findMisplaced(dns: DnsProbe, domain: string, registered: string): Promise<NearMisses> {
  const places = [...new Set([registered, domain])].flatMap((one) => [
    ...nearbyNames({ prefix: '_dmarc', domain: one, zones: lineageOf(one), siblings: siblingsOf(one, []) }),
    ...misspeltDmarcNames(one),
  ]);
  // A record at a domain that the walk asks applies there; it is not misplaced.
  const walked = new Set(walkDomains(domain).map((one) => `_dmarc.${one}`));
  return await findNearMisses(
    dns,
    places.filter(({ name }) => !walked.has(name)),
    'TXT',
    isDmarcRecord,
  );
}

/** False for a name that is not there at all (RFC 9989 3.2.12: np= is for those). */
async function nameExists(dns: Pick<DnsProbe, 'resolve'>, domain: string): Promise<boolean> {
  return (await dns.resolve(domain, 'MX')).exists;
}

/** The policy for mail of the domain, by the record that applies to it. */
export async function effectiveOf(
  dns: Pick<DnsProbe, 'resolve'>,
  domain: string,
  found: FoundPolicy | null,
): Promise<Answer<EffectivePolicy | null>> {
  if (found?.record.p === undefined || found.record.p === null) return { ok: true, value: null };
  const { p, sp, np, testing } = found.record;
  const of = (policy: DmarcPolicy, tag: EffectivePolicy['tag']): Answer<EffectivePolicy> => ({
    ok: true,
    value: { policy, tag, testing },
  });
  if (found.kind === 'own') return of(p, 'p');
  const forExisting = sp === null ? of(p, 'p') : of(sp, 'sp');
  if (np === null) return forExisting;
  const exists = await answerOf(nameExists(dns, domain));
  if (!exists.ok) return exists;
  return exists.value ? forExisting : of(np, 'np');
}

async function externalReports(
  dns: Pick<DnsProbe, 'resolve'>,
  { domain, record }: FoundPolicy,
): Promise<readonly ExternalReport[]> {
  const foreign = record.reports.filter(
    (report) => registeredDomain(report.domain) !== registeredDomain(domain),
  );
  return await Promise.all(
    foreign.map(async (report) => {
      const name = `${domain}._report._dmarc.${report.domain}`;
      return { ...report, name, authorised: await answerOf(takesReports(dns, name)) };
    }),
  );
}

async function takesReports(dns: Pick<DnsProbe, 'resolve'>, name: string): Promise<boolean> {
  if (name.length > 253) return false;
  return (await dns.resolve(name, 'TXT')).records.some(isDmarcRecord);
}
