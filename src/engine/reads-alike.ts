import type { Finding } from '../model/report.ts';

/** What SES says of a part that is paused reads like what it says of an account that is: no part pauses the account. */
const alike: Readonly<Record<string, readonly string[]>> = {
  'configuration-set/sending-paused': ['sending/paused-by-aws', 'sending/disabled-by-you'],
  'reputation/tenant-paused': ['sending/paused-by-aws', 'sending/disabled-by-you'],
};

/** Whether a finding only reads like another, which was seen, or of which nobody could look whether it is so. */
export const isApart = (one: Finding, other: Finding): boolean =>
  alike[one.code]?.includes(other.code) === true && (other.basis === 'live' || other.reading?.open === true);

/** Whether a text that the live state explains may be explained by this as well: nobody could look whether it is so. */
export const isOpenBeside = (live: Finding, read: Finding): boolean =>
  live.basis === 'live' && live.severity === 'error' && read.basis === 'read' && isApart(live, read);
