import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The right access key with a wrong secret',
  world({ aws }) {
    aws.credentials = { accessKeyId: 'AKIALABLABLABLABLABX', secretAccessKey: 'right' };
  },
  command: ['--identity', 'example.com'],
  env: { AWS_SECRET_ACCESS_KEY: 'wrong' },
  expect: { exitCode: 3, codes: ['access/credentials-rejected'] },
});
