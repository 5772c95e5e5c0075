import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The domain was typed with two letters swapped',
  command: ['--identity', 'exmaple.com', '--only', 'account'],
  expect: {
    exitCode: 1,
    codes: ['identity/near-miss', 'identity/domain-takes-no-mail', 'identity/not-found'],
    causes: ['identity/near-miss'],
  },
});
