import type { DnsProbe } from '../model/dns.ts';
import { Unavailable } from '../model/unavailable.ts';

/** DNS as a receiver sees it: the zones' own servers are asked only where something is not as it should be. */
export const bulkDns = (dns: DnsProbe): DnsProbe => ({
  ...dns,
  authoritative: (name, type) =>
    Promise.reject(
      new Unavailable('not-asked', "a survey asks the zone's own servers only where something is wrong", {
        question: `${type} ${name}`,
      }),
    ),
});
