import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A wildcard CNAME to a site builder answers at the MAIL FROM domain: there is no CNAME to delete',
  world({ dns }) {
    delete dns.names['bounce.example.com'];
    dns.names['*.example.com'] = { CNAME: ['sites.builder.example'] };
    dns.names['sites.builder.example'] = { A: ['192.0.2.80'] };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from'],
  expect: {
    exitCode: 1,
    codes: ['mail-from/mx-missing', 'mail-from/spf-missing'],
    says: ['it is a CNAME to sites.builder.example, by a wildcard', 'A wildcard answers there, and may stay'],
    saysNot: ['Delete the CNAME'],
  },
});
