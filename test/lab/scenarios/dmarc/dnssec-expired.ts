import { usualServers } from '../../dns/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nobody signs the zone any more: its signatures have run out',
  world({ dns }) {
    dns.zones['example.com'] = { servers: usualServers(), dnssec: 'expired' };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: { exitCode: 1, codes: ['dmarc/dnssec-broken'] },
});
