import { scenario } from '../../scenario.ts';
import { usualServers } from '../../dns/world.ts';

export default scenario({
  title: 'The office network has a zone of its own with the same records: nothing to say',
  world({ dns }) {
    dns.zones['example.com'] = { servers: usualServers(), inside: { 'dc1.corp.example': {} } };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
