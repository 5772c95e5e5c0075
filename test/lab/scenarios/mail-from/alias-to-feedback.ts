import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MAIL FROM domain is a CNAME to the feedback host of SES, where only an MX record helps',
  world({ dns }) {
    dns.names['bounce.example.com'] = { CNAME: ['feedback-smtp.eu-west-1.amazonses.com'] };
  },
  command: ['--only', 'mail-from', '--identity', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['mail-from/mx-missing', 'mail-from/spf-missing'],
    causes: ['mail-from/mx-missing'],
    says: [
      'Delete the CNAME at bounce.example.com first',
      'a CNAME to feedback-smtp.eu-west-1.amazonses.com',
    ],
  },
});
