import { isIPv4, isIPv6 } from 'node:net';

/**
 * The family of an IP address, 0 for what is none. As isIP of Node, which compiles its pattern of IPv6 for every name of a host:
 * 4 ms of a cold check.
 */
export const ipFamily = (text: string): 0 | 4 | 6 => {
  if (text.includes(':')) return isIPv6(text) ? 6 : 0;
  return isIPv4(text) ? 4 : 0;
};
