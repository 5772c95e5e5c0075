import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A receiver refused a sender whose domain takes no mail',
  world({ dns }) {
    dns.names['example.com'] = { TXT: ['v=spf1 -all'] };
  },
  command: ['--symptom', '-', '--identity', 'example.com', '--only', 'identity-mail', '--only', 'bounce'],
  files: {
    '-': 'smtp; 450 4.1.8 <news@example.com>: Sender address rejected: Domain not found',
  },
  expect: {
    exitCode: 1,
    codes: ['identity/domain-takes-no-mail', 'bounce/sender-domain'],
    causes: ['identity/domain-takes-no-mail'],
  },
});
