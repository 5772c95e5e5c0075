import { usualServers } from '../../dns/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The zone got new keys, and the DS record names the old one',
  world({ dns }) {
    dns.zones['example.com'] = { servers: usualServers(), dnssec: 'other-keys' };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: { exitCode: 1, codes: ['dmarc/dnssec-broken'] },
});
