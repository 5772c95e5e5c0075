import { scenario } from '../../scenario.ts';
import { usualServers } from '../../dns/world.ts';

export default scenario({
  title:
    'The resolver of the office has a zone of its own with a private address, and the public one has mail servers',
  world({ dns }) {
    const { 'example.com': outside } = dns.names;
    const { MX: _MX, ...inside } = outside ?? {};
    dns.names['example.com'] = { ...inside, A: ['10.0.0.1'] };
    dns.zones['example.com'] = {
      servers: Object.fromEntries(
        Object.keys(usualServers()).map((server) => [server, { names: { 'example.com': outside ?? null } }]),
      ),
      inside: { 'dc1.corp.example': {} },
    };
  },
  command: ['--identity', 'example.com', '--only', 'identity-mail'],
  expect: { exitCode: 0, codes: [], notCodes: ['identity/domain-takes-no-mail'] },
});
