import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'One lame server among good ones says nothing about the records',
  world({ dns }) {
    dns.zones['example.com'] = {
      servers: { 'ns1.a.example': {}, 'ns2.a.example': { broken: 'lame' } },
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 0, codes: [] },
});
