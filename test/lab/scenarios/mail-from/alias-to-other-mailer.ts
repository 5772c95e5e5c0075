import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MAIL FROM domain is a CNAME into another mailer: one cause, whose step deletes it',
  world({ dns }) {
    dns.names['bounce.example.com'] = { CNAME: ['u1234.mailer.example'] };
    dns.names['u1234.mailer.example'] = {
      MX: [{ preference: 10, exchange: 'mx.mailer.example' }],
      TXT: ['v=spf1 ip4:198.51.100.0/24 ~all'],
    };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    causes: ['mail-from/mx-wrong-target'],
    firstCause: 'mail-from/mx-wrong-target',
    says: ['is a CNAME to u1234.mailer.example', 'Delete the CNAME at bounce.example.com first'],
  },
});
