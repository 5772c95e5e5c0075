import { feedbackHost } from '../knowledge/regions.ts';
import { isSpfRecord } from '../parse/spf.ts';
import type { Why } from '../unavailable.ts';
import type { MailFromRecords } from './mail-from-records.ts';
import { answersOf } from './zone-lookup.ts';

/** The Region of a host that takes the bounces of custom MAIL FROM domains; null for any other host. */
export const feedbackRegion = (exchange: string): string | null =>
  /^feedback-smtp\.([a-z0-9-]{1,32})\.amazonses\.com$/.exec(exchange)?.[1] ?? null;

/** What is wrong with the MX of a MAIL FROM domain. SES wants exactly one, to the feedback host of its Region. */
export type MxFault =
  | { verdict: 'right'; kind: 'none' }
  | { verdict: 'wrong'; kind: 'missing' }
  | { verdict: 'wrong'; kind: 'multiple' | 'wrong-target' | 'wrong-region'; exchanges: readonly string[] }
  | { verdict: 'unclear'; kind: 'unanswered'; why: Why };

/** Joins the views: what the zone's servers say is what is published; without them the resolver decides. */
export function mxFault({
  mx,
  mxAuthority,
  region,
}: Pick<MailFromRecords, 'mx' | 'mxAuthority' | 'region'>): MxFault {
  const views = answersOf(mxAuthority)
    // Where a CNAME stands in for the MX, the resolver says what it leads to.
    .filter(({ answer }) => answer.alias === null)
    .map(({ answer }) => answer.values);
  if (views.length === 0) {
    if (!mx.ok) return { verdict: 'unclear', kind: 'unanswered', why: mx.why };
    return judge(
      mx.value.records.map(({ exchange }) => exchange),
      region,
    );
  }
  const faults = views.map((exchanges) => judge(exchanges, region));
  const fault = faults.find(({ verdict }) => verdict === 'wrong') ?? { verdict: 'right', kind: 'none' };
  // Right at the source, and not to be had: receivers of bounces, and SES, may fail to find it too.
  return fault.verdict === 'right' && !mx.ok
    ? { verdict: 'unclear', kind: 'unanswered', why: mx.why }
    : fault;
}

function judge(exchanges: readonly string[], region: string | null): MxFault {
  const [first] = exchanges;
  if (first === undefined) return { verdict: 'wrong', kind: 'missing' };
  if (exchanges.length > 1) return { verdict: 'wrong', kind: 'multiple', exchanges };
  const found = feedbackRegion(first);
  if (found === null) return { verdict: 'wrong', kind: 'wrong-target', exchanges };
  if (region !== null && first !== feedbackHost(region))
    return { verdict: 'wrong', kind: 'wrong-region', exchanges };
  return { verdict: 'right', kind: 'none' };
}

/** The SPF records of a MAIL FROM domain. */
export type SpfPresence =
  | { kind: 'present'; records: readonly string[] }
  | { kind: 'missing'; others: number }
  | { kind: 'unanswered'; why: Why };

/** Missing only when somebody who can know says so. */
export function spfPresence({
  txt,
  txtAuthority,
}: Pick<MailFromRecords, 'txt' | 'txtAuthority'>): SpfPresence {
  if (txt.ok) {
    const records = txt.value.records.filter(isSpfRecord);
    if (records.length > 0) return { kind: 'present', records };
  }
  const views = answersOf(txtAuthority).filter(({ answer }) => answer.alias === null);
  const published = views.flatMap(({ answer }) => answer.values.filter(isSpfRecord));
  // Published and not yet in the resolver's cache.
  if (txt.ok && published.length > 0) return { kind: 'present', records: published };
  if (!txt.ok && (views.length === 0 || published.length > 0)) return { kind: 'unanswered', why: txt.why };
  return { kind: 'missing', others: txt.ok ? txt.value.records.length : 0 };
}
