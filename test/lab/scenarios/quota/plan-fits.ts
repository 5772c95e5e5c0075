import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A campaign of 40,000 in two hours',
  command: ['--identity', 'example.com', '--plan', '40000', '--within', '2h'],
  expect: { exitCode: 0, codes: [] },
});
