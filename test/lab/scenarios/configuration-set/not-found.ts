import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A configuration set that does not exist, with one of nearly that name',
  command: ['--identity', 'example.com', '--configuration-set', 'transactionl'],
  expect: { exitCode: 1, codes: ['configuration-set/not-found'] },
});
