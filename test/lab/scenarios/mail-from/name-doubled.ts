import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MX of the MAIL FROM domain has the zone twice',
  world({ dns }) {
    dns.names['bounce.example.com'] = { TXT: ['v=spf1 include:amazonses.com ~all'] };
    dns.names['bounce.example.com.example.com'] = {
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from-records'],
  expect: { exitCode: 0, codes: ['mail-from/name-doubled'] },
});
