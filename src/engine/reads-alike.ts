import { asksIn, zoneUnheardCode } from '../model/dns-trouble.ts';
import type { Finding } from '../model/report.ts';

/**
 * What SES says of the one reads like what it says of the other, and neither brings the other about: no part that is paused pauses the
 * account, and an association is missing whatever else is wrong with the tenant.
 */
const alike: Readonly<Record<string, readonly string[]>> = {
  'configuration-set/sending-paused': ['sending/paused-by-aws', 'sending/disabled-by-you'],
  'configuration-set/tenant-required': ['send/tenant'],
  'reputation/tenant-paused': ['sending/paused-by-aws', 'sending/disabled-by-you', 'send/tenant'],
};

/**
 * Whether a finding only reads like another, which was seen, or of which nobody could look whether it is so; or is not what
 * that one comes of, as it says itself; or is of another zone than the one that has no answers.
 */
export const isApart = (one: Finding, other: Finding): boolean =>
  other.notOf?.includes(one.code) === true ||
  (one.code === zoneUnheardCode && !other.evidence.some(({ what }) => asksIn(one.subject, what))) ||
  (alike[one.code]?.includes(other.code) === true &&
    (other.basis === 'live' || other.reading?.open === true));

/** Whether a text that the live state explains may be explained by this as well: nobody could look whether it is so. */
export const isOpenBeside = (live: Finding, read: Finding): boolean =>
  live.basis === 'live' && live.severity === 'error' && read.basis === 'read' && isApart(live, read);
