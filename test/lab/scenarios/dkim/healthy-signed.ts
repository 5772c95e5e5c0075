import { usualServers } from '../../dns/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The zone is signed, and the signatures verify',
  world({ dns }) {
    dns.zones['example.com'] = { servers: usualServers(), dnssec: 'sound' };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 0, codes: [], notCodes: ['dkim/dnssec-broken'] },
});
