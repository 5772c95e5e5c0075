import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SPF lets everybody through',
  world({ dns }) {
    dns.names['bounce.example.com'] = {
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
      TXT: ['v=spf1 include:amazonses.com +all'],
    };
  },
  command: ['--identity', 'example.com', '--only', 'spf'],
  expect: { exitCode: 1, codes: ['spf/plus-all'], infos: [] },
});
