import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'No credentials anywhere',
  command: ['--identity', 'example.com'],
  env: { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
  through: 'built',
  expect: { exitCode: 3, codes: ['access/no-credentials'] },
});
