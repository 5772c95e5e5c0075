import { usualServers } from '../../dns/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Only the zone of the MAIL FROM domain has a DS record without keys',
  world({ dns }) {
    dns.zones['example.com'] = { servers: usualServers(), dnssec: 'sound' };
    dns.zones['bounce.example.com'] = { servers: usualServers(), dnssec: 'no-keys' };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['mail-from/dnssec-broken', 'spf/dnssec-broken'],
    causes: ['mail-from/dnssec-broken'],
  },
});
