import type { DnsProbe } from '../model/dns.ts';
import { Unavailable } from '../model/unavailable.ts';

/** One for all: what is thrown for each of thousands of names costs more than the names. */
const notAsked = new Unavailable(
  'not-asked',
  "a survey asks the zone's own servers only where something is wrong",
);

/** DNS as a receiver sees it: the zones' own servers are asked only where something is not as it should be. */
export const bulkDns = (dns: DnsProbe): DnsProbe => ({
  ...dns,
  authoritative: () => Promise.reject(notAsked),
});
