import { scenario } from '../../scenario.ts';
import { usualServers } from '../../dns/world.ts';

export default scenario({
  title: 'The DMARC record is in the zone of the office network alone',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: Object.fromEntries(
        Object.keys(usualServers()).map((server) => [server, { names: { '_dmarc.example.com': null } }]),
      ),
      inside: { 'dc1.corp.example': {} },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: { exitCode: 1, codes: ['dmarc/split-horizon'] },
});
