import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An access key that no longer exists',
  world({ aws }) {
    aws.credentials = { accessKeyId: 'AKIAOTHEROTHEROTHERX', secretAccessKey: 'x' };
  },
  command: ['--identity', 'example.com'],
  env: { AWS_ACCESS_KEY_ID: 'AKIAGONEGONEGONEGONE' },
  expect: { exitCode: 3, codes: ['access/credentials-rejected'] },
});
