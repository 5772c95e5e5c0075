import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MX of the MAIL FROM domain is that of another Region',
  world({ dns }) {
    dns.names['bounce.example.com'] = {
      TXT: ['v=spf1 include:amazonses.com ~all'],
      MX: [{ preference: 10, exchange: 'feedback-smtp.us-east-1.amazonses.com' }],
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from-records'],
  expect: { exitCode: 0, codes: ['mail-from/mx-wrong-region'] },
});
