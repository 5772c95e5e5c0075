import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Two operators serve the zone, and both have the same records',
  world({ dns }) {
    dns.zones['example.com'] = { servers: { 'ns1.dns-host.net': {}, 'ns2.other-host.net': {} } };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
