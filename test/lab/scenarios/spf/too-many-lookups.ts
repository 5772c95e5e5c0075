import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES stands behind ten other lookups',
  world({ dns }) {
    const others = Array.from({ length: 10 }, () => 'a:mx.example.com').join(' ');
    dns.names['bounce.example.com'] = {
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
      TXT: [`v=spf1 ${others} include:amazonses.com ~all`],
    };
  },
  command: ['--identity', 'example.com', '--only', 'spf'],
  expect: { exitCode: 1, codes: ['spf/too-many-lookups'], infos: [] },
});
