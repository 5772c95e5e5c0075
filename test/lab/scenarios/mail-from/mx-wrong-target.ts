import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MX of the MAIL FROM domain is not SES',
  world({ dns }) {
    dns.names['bounce.example.com'] = {
      TXT: ['v=spf1 include:amazonses.com ~all'],
      MX: [{ preference: 10, exchange: 'mx.example.com' }],
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from-records'],
  expect: { exitCode: 0, codes: ['mail-from/mx-wrong-target'] },
});
