import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A profile that no config file has, and no Region from elsewhere: the profile is the cause',
  through: 'built',
  command: ['--identity', 'example.com', '--profile', 'prodution'],
  env: {
    AWS_REGION: undefined,
    AWS_DEFAULT_REGION: undefined,
    AWS_CONFIG_FILE: 'config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/aws/credentials',
  },
  files: { config: '[profile production]\nregion = eu-west-1\n' },
  expect: { exitCode: 3, codes: ['access/profile-not-found'], notCodes: ['access/region-missing'] },
});
