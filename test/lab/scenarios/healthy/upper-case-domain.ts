import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A domain typed in capitals',
  command: ['--identity', 'EXAMPLE.COM'],
  expect: { exitCode: 0, codes: [] },
});
