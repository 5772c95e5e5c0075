import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MAIL FROM domain has no SPF',
  world({ dns }) {
    dns.names['bounce.example.com'] = {
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
    };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from-records'],
  expect: { exitCode: 1, codes: ['mail-from/spf-missing'] },
});
