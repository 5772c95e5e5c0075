import { scenario } from '../../scenario.ts';
import { usualServers } from '../../dns/world.ts';

export default scenario({
  title: 'The MAIL FROM domain exists in the zone of the office network alone',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: Object.fromEntries(
        Object.keys(usualServers()).map((server) => [server, { names: { 'bounce.example.com': null } }]),
      ),
      inside: { 'dc1.corp.example': {} },
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from-records'],
  expect: { exitCode: 1, codes: ['mail-from/split-horizon'] },
});
