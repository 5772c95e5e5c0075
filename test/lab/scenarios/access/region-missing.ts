import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'No Region from any source',
  command: ['--identity', 'example.com'],
  env: { AWS_REGION: undefined },
  expect: { exitCode: 3, codes: ['access/region-missing'] },
});
