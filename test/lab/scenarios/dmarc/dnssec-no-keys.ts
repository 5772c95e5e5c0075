import { usualServers } from '../../dns/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DNS provider changed, and the DS record of the old one stayed at the registrar',
  world({ dns }) {
    dns.zones['example.com'] = { servers: usualServers(), dnssec: 'no-keys' };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: { exitCode: 1, codes: ['dmarc/dnssec-broken'] },
});
