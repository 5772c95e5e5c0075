import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A campaign of 100,000 with 48,800 left today',
  command: ['--identity', 'example.com', '--plan', '100000'],
  expect: { exitCode: 1, codes: ['quota/plan-does-not-fit'] },
});
