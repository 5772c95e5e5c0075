import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SPF records include each other',
  world({ dns }) {
    dns.names['bounce.example.com'] = {
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
      TXT: ['v=spf1 include:b.example ~all'],
    };
    dns.names['b.example'] = { TXT: ['v=spf1 include:bounce.example.com ~all'] };
  },
  command: ['--identity', 'example.com', '--only', 'spf'],
  expect: { exitCode: 1, codes: ['spf/include-loop'], infos: [] },
});
