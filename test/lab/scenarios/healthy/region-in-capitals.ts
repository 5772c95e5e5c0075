import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The environment writes the Region in capitals: it is asked all the same',
  command: ['--identity', 'example.com'],
  env: { AWS_REGION: 'EU-WEST-1' },
  expect: { exitCode: 0, codes: [] },
});
