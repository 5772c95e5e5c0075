import { usualServers } from '../../dns/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The whole domain is dark for validating resolvers: one cause',
  world({ dns }) {
    dns.zones['example.com'] = { servers: usualServers(), dnssec: 'no-keys' };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    codes: [
      'identity/dnssec-broken',
      'dkim/dnssec-broken',
      'mail-from/dnssec-broken',
      'spf/dnssec-broken',
      'dmarc/dnssec-broken',
    ],
    causes: ['identity/dnssec-broken'],
  },
});
