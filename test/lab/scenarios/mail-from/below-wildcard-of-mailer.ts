import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'A wildcard CNAME to another mailer answers at the MAIL FROM domain, with an MX and SPF of that mailer',
  world({ dns }) {
    delete dns.names['bounce.example.com'];
    dns.names['*.example.com'] = { CNAME: ['u1234.mailer.example'] };
    dns.names['u1234.mailer.example'] = {
      MX: [{ preference: 10, exchange: 'mx.mailer.example' }],
      TXT: ['v=spf1 ip4:192.0.2.0/24 ~all'],
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from'],
  expect: {
    exitCode: 1,
    firstCause: 'mail-from/mx-wrong-target',
    says: ['A wildcard answers there, and may stay'],
    saysNot: ['Delete the CNAME'],
  },
});
