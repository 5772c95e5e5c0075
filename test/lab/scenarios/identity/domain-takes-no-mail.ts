import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The domain of the sender has neither MX nor address',
  world({ dns }) {
    dns.names['example.com'] = { TXT: ['v=spf1 -all'] };
  },
  command: ['--identity', 'example.com', '--only', 'identity-mail'],
  expect: { exitCode: 0, codes: ['identity/domain-takes-no-mail'] },
});
