import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'One of four name servers refuses: the others answer, and nothing is out of reach',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: {
        'ns1.a.example': {},
        'ns2.a.example': {},
        'ns1.b.example': {},
        'ns2.b.example': { broken: 'lame' },
      },
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
