import { expect, it } from 'vitest';
import { dnsOperatorOf } from '../../src/knowledge/dns-operators.ts';

it.each([
  [['ns-12.awsdns-01.com', 'ns-1812.awsdns-34.co.uk.'], 'Amazon Route 53'],
  [['NINA.NS.CLOUDFLARE.COM', 'bob.ns.cloudflare.com'], 'Cloudflare'],
  [['ns07.domaincontrol.com', 'ns08.domaincontrol.com'], 'GoDaddy'],
  [['dns1.registrar-servers.com', 'dns2.registrar-servers.com'], 'Namecheap'],
  // Two operators, and names that only look alike.
  [['ns-12.awsdns-01.com', 'bob.ns.cloudflare.com'], null],
  [['ns1.example.com', 'ns2.example.com'], null],
  [['ns1.awsdns-01.com.example.net'], null],
  [['ns1.domaincontrol.com', 'ns1.example.com'], null],
  [[], null],
])('the operator of %j is %s', (servers, operator) => {
  expect(dnsOperatorOf(servers)).toBe(operator);
});
