import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SPF at the MAIL FROM domain leaves SES out',
  world({ dns }) {
    dns.names['bounce.example.com'] = {
      TXT: ['v=spf1 ip4:192.0.2.1 -all'],
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from-records'],
  expect: { exitCode: 1, codes: ['mail-from/spf-no-ses'] },
});
