import { usualServers } from '../../dns/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A zone that is signed and in order',
  world({ dns }) {
    dns.zones['example.com'] = { servers: usualServers(), dnssec: 'sound' };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
