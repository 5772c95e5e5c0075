import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'One name server refuses and nothing is heard of the other: open, for it may have the zone',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: { 'ns1.a.example': { broken: 'lame' }, 'ns2.b.example': { broken: 'dead' } },
    };
  },
  command: ['--identity', 'example.com', '--timeout', '8', '--only', 'dmarc'],
  expect: { exitCode: 3, codes: ['dmarc/delegation-broken'] },
});
