import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The environment names a Region that cannot be one',
  command: ['--identity', 'example.com'],
  env: { AWS_REGION: 'us east' },
  expect: { exitCode: 3, codes: ['access/region-invalid'] },
});
