import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';
import { usualServers } from '../../dns/world.ts';

export default scenario({
  title: 'The resolver answers for the domain by itself, names no servers, and lacks the DKIM records',
  world({ dns }) {
    const records = Object.fromEntries(
      dkimTokens('example.com').map((token) => {
        const name = `${token}._domainkey.example.com`;
        const node = dns.names[name] ?? {};
        return [name, node];
      }),
    );
    dns.names = Object.fromEntries(Object.entries(dns.names).filter(([name]) => records[name] === undefined));
    dns.zones['com'] = { servers: { 'a.registry.example': {} } };
    dns.zones['example.com'] = {
      servers: Object.fromEntries(Object.keys(usualServers()).map((server) => [server, { names: records }])),
      inside: {},
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 0, codes: [], infos: ['dkim/split-horizon'] },
});
