import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SPF at the MAIL FROM domain names another service',
  world({ dns }) {
    dns.names['bounce.example.com'] = {
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
      TXT: ['v=spf1 ip4:192.0.2.0/24 -all'],
    };
  },
  command: ['--identity', 'example.com', '--only', 'spf'],
  expect: { exitCode: 1, codes: ['spf/ses-not-authorised'], infos: [] },
});
