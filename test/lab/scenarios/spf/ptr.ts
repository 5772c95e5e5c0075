import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SPF uses ptr',
  world({ dns }) {
    dns.names['bounce.example.com'] = {
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
      TXT: ['v=spf1 include:amazonses.com ptr ~all'],
    };
  },
  command: ['--identity', 'example.com', '--only', 'spf'],
  expect: { exitCode: 0, codes: ['spf/ptr'], infos: [] },
});
