import { usualServers } from '../../dns/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DKIM names are a signed zone of their own whose keys the zone above does not name',
  world({ dns }) {
    dns.zones['example.com'] = { servers: usualServers(), dnssec: 'sound' };
    dns.zones['_domainkey.example.com'] = { servers: usualServers(), dnssec: 'other-keys' };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 1, codes: ['dkim/dnssec-broken'] },
});
