import { defineFact } from '../../model/fact.ts';
import type { DnsProbe } from '../../model/dns.ts';
import type { HttpsSession } from '../../model/https.ts';
import { type Answer, answerOf, valueOf } from '../../model/unavailable.ts';
import { configurationSetsInForce } from './configuration-set.ts';

/** A custom domain that open and click links of a configuration set go through. */
export interface TrackingDomain {
  domain: string;
  /** Names of the sets that use it. */
  sets: readonly string[];
  /** True when a set insists on HTTPS, be it for opens alone. */
  httpsRequired: boolean;
  /** True when a set insists on HTTPS for clicks too (HttpsPolicy REQUIRE). */
  httpsClicks: boolean;
  /** Whether the name leads to an address, and where its CNAMEs end. */
  resolves: Answer<{ exists: boolean; addresses: number; target: string | null }>;
  /** Asked whatever the policy: unless it is REQUIRE, links keep their own scheme, and most are https. Null when the name does not resolve. */
  https: HttpsSession | null;
  /** The same without TLS: links of http go there. */
  http: HttpsSession | null;
}

/**
 * A path that no link of SES has. What answers it tells who answers: SES, or something in front of it that is refused
 * by SES because it does not pass the name in the Host header on.
 */
export const nowhere = '/ses-doctor/no-such-link';

/** The tracking domains of the configuration sets in force. */
export const trackingDomains = defineFact({
  id: 'configuration-set-tracking',
  title: 'the tracking domains of the configuration sets',
  from: { configurationSetsInForce },
  async gather({ dns, https }, { configurationSetsInForce: inForce }): Promise<readonly TrackingDomain[]> {
    const domains = new Map<string, { sets: Set<string>; httpsRequired: boolean; httpsClicks: boolean }>();
    for (const { name, settings } of inForce) {
      const tracking = settings.ok ? (settings.value?.tracking ?? null) : null;
      if (tracking === null) continue;
      const entry = domains.get(tracking.domain) ?? {
        sets: new Set<string>(),
        httpsRequired: false,
        httpsClicks: false,
      };
      entry.sets.add(name);
      entry.httpsRequired ||= tracking.httpsPolicy?.startsWith('REQUIRE') ?? false;
      entry.httpsClicks ||= tracking.httpsPolicy === 'REQUIRE';
      domains.set(tracking.domain, entry);
    }
    return await Promise.all(
      [...domains].map(async ([domain, { sets, httpsRequired, httpsClicks }]): Promise<TrackingDomain> => {
        const resolves = await answerOf(resolve(dns, domain));
        const reachable = resolves.ok && resolves.value.addresses > 0;
        const [overTls, plain] = reachable
          ? await Promise.all([
              https(domain, 443, { path: nowhere }),
              https(domain, 80, { path: nowhere, plain: true }),
            ])
          : [null, null];
        return {
          domain,
          sets: [...sets],
          httpsRequired,
          httpsClicks,
          resolves,
          https: overTls,
          http: plain,
        };
      }),
    );
  },
});

/** One family is enough; a family that did not answer matters only when the other has no address. */
async function resolve(
  dns: DnsProbe,
  domain: string,
): Promise<{ exists: boolean; addresses: number; target: string | null }> {
  const answers = await Promise.all([
    answerOf(dns.resolve(domain, 'A')),
    answerOf(dns.resolve(domain, 'AAAA')),
  ]);
  const known = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  const addresses = known.reduce((sum, { records }) => sum + records.length, 0);
  if (addresses === 0) for (const answer of answers) valueOf<unknown>(answer);
  const target = known.flatMap(({ chain }) => chain.at(-1)?.target ?? [])[0] ?? null;
  return { exists: known.some(({ exists }) => exists), addresses, target };
}
