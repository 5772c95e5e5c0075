import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SPF asks for three names that are gone',
  world({ dns }) {
    dns.names['bounce.example.com'] = {
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
      TXT: ['v=spf1 a:n1.example a:n2.example a:n3.example include:amazonses.com ~all'],
    };
  },
  command: ['--identity', 'example.com', '--only', 'spf'],
  expect: { exitCode: 1, codes: ['spf/too-many-void-lookups'], infos: [] },
});
