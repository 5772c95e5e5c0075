import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A campaign of 40,000 in ten minutes at 14 a second',
  command: ['--identity', 'example.com', '--plan', '40000', '--within', '10m'],
  expect: { exitCode: 1, codes: ['quota/plan-does-not-fit'] },
});
