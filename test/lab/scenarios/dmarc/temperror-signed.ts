import { usualServers } from '../../dns/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A signed zone in order, one name of which a server cannot give: not a matter of DNSSEC',
  world({ dns }) {
    dns.zones['example.com'] = { servers: usualServers(), dnssec: 'sound' };
    dns.faults.push({ name: '_dmarc.example.com', kind: 'servfail' });
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: { exitCode: 3, codes: ['dmarc/temperror'], notCodes: ['dmarc/dnssec-broken'] },
});
