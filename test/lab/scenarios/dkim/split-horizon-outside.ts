import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';
import { usualServers } from '../../dns/world.ts';

const lacking = Object.fromEntries(
  dkimTokens('example.com').map((token) => [`${token}._domainkey.example.com`, null]),
);

export default scenario({
  title:
    'The public zone has the DKIM records, and the zone of the office network lacks them: waiting does not help',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: usualServers(),
      inside: { 'dc1.corp.example': { names: lacking } },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 0, codes: [], infos: ['dkim/split-horizon'], notCodes: ['dkim/not-propagated'] },
});
