import { scenario } from '../../scenario.ts';
import { usualServers } from '../../dns/world.ts';

export default scenario({
  title: 'The public zone has the DMARC record, the zone of the office network has not',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: usualServers(),
      inside: { 'dc1.corp.example': { names: { '_dmarc.example.com': null } } },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: { exitCode: 0, codes: [], infos: ['dmarc/split-horizon'], notCodes: ['dmarc/not-propagated'] },
});
