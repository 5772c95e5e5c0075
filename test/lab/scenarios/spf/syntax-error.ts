import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A prefix length in the SPF record is too long',
  world({ dns }) {
    dns.names['bounce.example.com'] = {
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
      TXT: ['v=spf1 ip4:192.0.2.0/33 include:amazonses.com ~all'],
    };
  },
  command: ['--identity', 'example.com', '--only', 'spf'],
  expect: { exitCode: 1, codes: ['spf/syntax-error'], infos: [] },
});
