import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A sender that takes no mail, whose bounces are published',
  world({ dns }) {
    dns.names['news.example.com'] = { TXT: ['v=spf1 include:amazonses.com -all'] };
  },
  command: ['--only', 'events', '--identity', 'news.example.com'],
  expect: { exitCode: 0, codes: [] },
});
