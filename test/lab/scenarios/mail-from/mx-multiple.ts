import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MAIL FROM domain has two MX of SES',
  world({ dns }) {
    dns.names['bounce.example.com'] = {
      TXT: ['v=spf1 include:amazonses.com ~all'],
      MX: [
        { preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' },
        { preference: 10, exchange: 'feedback-smtp.us-east-1.amazonses.com' },
      ],
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from-records'],
  expect: { exitCode: 0, codes: ['mail-from/mx-multiple'] },
});
