import type { AwsProbe } from '../model/aws.ts';
import { defineFact, each, type SubjectAnswer } from '../model/fact.ts';
import { answerOf, Unavailable, valueOr } from '../model/unavailable.ts';
import { domainOf } from '../parse/identity-name.ts';
import { aligns, type Alignment, alignment } from './alignment.ts';
import { dmarcTraffic } from './dmarc-reports.ts';
import { listIdentities } from './identity/identities.ts';
import type { DomainTraffic } from '../parse/dmarc-report/traffic.ts';
import { askIdentity } from './identity/reply.ts';

/** An address identity that sends without the DKIM signature of its domain. */
export interface UnsignedAddress {
  address: string;
  domain: string;
}

/** So many addresses are asked: each is a question, and SES answers about one a second. */
const mostAsked = 5;

/**
 * Address identities without DKIM below the domains of which a DMARC report has failing mail of SES, while the domain itself
 * aligns: their settings are their own ("Managing identities"). Asked for nothing else; at most five addresses.
 */
export const unsignedAddresses = defineFact({
  id: 'unsigned-addresses',
  title: 'address identities without DKIM',
  actions: ['ses:ListEmailIdentities', 'ses:GetEmailIdentity'],
  from: { dmarcTraffic },
  maybe: { alignments: each(alignment) },
  async gather({ aws, signal }, { dmarcTraffic: traffic, alignments }): Promise<readonly UnsignedAddress[]> {
    const looked = valueOr(alignments, []);
    const asked = new Set(looked.map(({ subject }) => subject));
    return await unsignedBelow({ aws, signal }, unexplained(traffic, looked), asked);
  },
});

/** Domains of which mail of SES failed, although by what DNS and SES say now it aligns. */
export function unexplained(
  traffic: readonly DomainTraffic[],
  alignments: readonly SubjectAnswer<Alignment>[],
): ReadonlySet<string> {
  const aligned = new Set(
    alignments.flatMap(({ subject, answer }) =>
      answer.ok && aligns(answer.value) ? [domainOf(subject)] : [],
    ),
  );
  return new Set(
    traffic.flatMap(({ domain, ses }) => (ses.aligned < ses.count && aligned.has(domain) ? [domain] : [])),
  );
}

/**
 * Addresses of these domains that are identities and do not sign; those `asked` about have checks of their own. Throws where none was
 * seen and one did not answer.
 */
export async function unsignedBelow(
  { aws, signal }: { aws: AwsProbe<'ses:ListEmailIdentities' | 'ses:GetEmailIdentity'>; signal: AbortSignal },
  domains: ReadonlySet<string>,
  asked: ReadonlySet<string>,
): Promise<readonly UnsignedAddress[]> {
  if (domains.size === 0) return [];
  const { items } = await listIdentities(aws, signal);
  const addresses = items
    .filter(
      ({ name, type, sendingEnabled }) =>
        type === 'address' && sendingEnabled && domains.has(domainOf(name)) && !asked.has(name),
    )
    .slice(0, mostAsked);
  const found = await Promise.all(
    addresses.map(async ({ name }) => ({ name, answer: await answerOf(askIdentity(aws, name)) })),
  );
  const unsigned = found.flatMap(({ name, answer }) =>
    answer.ok && answer.value !== null && !answer.value.dkim.signing
      ? [{ address: name, domain: domainOf(name) }]
      : [],
  );
  // Where none was seen, one that did not answer may be it.
  const open = unsigned.length > 0 ? undefined : found.find(({ answer }) => !answer.ok);
  if (open?.answer.ok === false) throw Unavailable.of(open.answer.why);
  return unsigned;
}
