import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The Region in the environment cannot be part of a host name',
  command: ['--identity', 'example.com', '--only', 'access*'],
  env: { AWS_REGION: 'us east', HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1' },
  expect: {
    exitCode: 3,
    codes: ['access/region-invalid'],
    statuses: { access: 'unknown', 'access-endpoint': 'skipped' },
  },
});
