import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The account publishes events, the identity names no set',
  world({ region }) {
    const identity = region.identities['example.com'];
    if (identity === undefined) throw new Error('the healthy world has example.com');
    delete identity.ConfigurationSetName;
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['events/no-default-configuration-set'],
    notCodes: ['events/not-configured'],
  },
});
