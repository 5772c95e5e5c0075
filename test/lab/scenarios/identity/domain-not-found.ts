import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A sub-domain that is verified by its parent and is not in DNS',
  command: ['--identity', 'news.example.com', '--only', 'identity-mail'],
  expect: { exitCode: 1, codes: ['identity/domain-takes-no-mail'] },
});
