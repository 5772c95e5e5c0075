import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The From domain includes SES, which does nothing',
  world({ dns }) {
    dns.names['example.com'] = { A: ['192.0.2.80'], TXT: ['v=spf1 include:amazonses.com ~all'] };
  },
  command: ['--identity', 'example.com', '--only', 'spf*'],
  expect: { exitCode: 0, codes: [], infos: ['spf/root-include-not-needed'] },
});
