import { scenario } from '../../scenario.ts';

export default scenario({
  title: '_dmarc is a CNAME of its own, and the wildcard beside it leads elsewhere',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { CNAME: ['example.com'] };
    dns.names['*.example.com'] = { CNAME: ['sites.builder.example'] };
    dns.names['sites.builder.example'] = { A: ['192.0.2.80'] };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: {
    exitCode: 0,
    codes: ['dmarc/missing'],
    says: ['Delete the CNAME at _dmarc.example.com'],
  },
});
