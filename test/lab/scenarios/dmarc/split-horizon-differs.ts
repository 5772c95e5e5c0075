import { scenario } from '../../scenario.ts';
import { usualServers } from '../../dns/world.ts';

export default scenario({
  title: 'The office network has another DMARC record than the world: the public one was not judged',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: usualServers(),
      inside: { 'dc1.corp.example': { names: { '_dmarc.example.com': { TXT: ['v=DMARC1; p=none'] } } } },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: { exitCode: 3, codes: ['dmarc/split-horizon'] },
});
