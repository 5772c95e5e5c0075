import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The MAIL FROM domain has no MX',
  world({ dns }) {
    dns.names['bounce.example.com'] = { TXT: ['v=spf1 include:amazonses.com ~all'] };
  },
  command: ['--identity', 'example.com', '--only', 'mail-from-records'],
  expect: { exitCode: 0, codes: ['mail-from/mx-missing'] },
});
