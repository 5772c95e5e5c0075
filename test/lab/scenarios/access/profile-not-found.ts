import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A profile that no config file has',
  command: ['--identity', 'example.com', '--profile', 'prodution'],
  env: { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_CONFIG_FILE: 'config' },
  files: { config: '[profile production]\nregion = eu-west-1\n' },
  through: 'built',
  expect: { exitCode: 3, codes: ['access/profile-not-found'] },
});
