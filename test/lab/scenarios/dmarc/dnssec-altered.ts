import { usualServers } from '../../dns/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Records were changed after the zone was signed',
  world({ dns }) {
    dns.zones['example.com'] = { servers: usualServers(), dnssec: 'altered' };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: { exitCode: 1, codes: ['dmarc/dnssec-broken'] },
});
