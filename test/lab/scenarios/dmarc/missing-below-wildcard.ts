import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A wildcard CNAME to a site builder answers at _dmarc: there is no CNAME to delete',
  world({ dns }) {
    delete dns.names['_dmarc.example.com'];
    dns.names['*.example.com'] = { CNAME: ['sites.builder.example'] };
    dns.names['sites.builder.example'] = { A: ['192.0.2.80'] };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: {
    exitCode: 0,
    codes: ['dmarc/missing'],
    says: [
      '_dmarc.example.com is a CNAME to sites.builder.example, by a wildcard',
      'A wildcard answers there, and may stay',
      'v=DMARC1; p=none',
    ],
    saysNot: ['Delete the CNAME'],
  },
});
