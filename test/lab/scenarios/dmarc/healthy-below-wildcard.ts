import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A wildcard CNAME beside records of their own says nothing',
  world({ dns }) {
    dns.names['*.example.com'] = { CNAME: ['sites.builder.example'] };
    dns.names['sites.builder.example'] = { A: ['192.0.2.80'] };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
