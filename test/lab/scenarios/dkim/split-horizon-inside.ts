import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';
import { usualServers } from '../../dns/world.ts';

const lacking = Object.fromEntries(
  dkimTokens('example.com').map((token) => [`${token}._domainkey.example.com`, null]),
);

export default scenario({
  title: 'The DKIM records were made in the zone of the office network, not in the public one',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: Object.fromEntries(Object.keys(usualServers()).map((server) => [server, { names: lacking }])),
      inside: { 'dc1.corp.example': {} },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 1, codes: ['dkim/split-horizon'] },
});
