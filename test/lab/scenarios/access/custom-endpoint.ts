import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The endpoint of AWS is overridden',
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], infos: ['access/custom-endpoint'] },
});
