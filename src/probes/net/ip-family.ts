import { isIPv4, isIPv6 } from 'node:net';

/**
 * The family of an IP address, 0 for what is none: as Node's `isIP`, which compiles its pattern of IPv6 for every name of a
 * host, 4 ms of a cold check.
 */
export function ipFamily(host: string): 0 | 4 | 6 {
  if (host.includes(':')) return isIPv6(host) ? 6 : 0;
  return isIPv4(host) ? 4 : 0;
}
