import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An account without any configuration set',
  world({ region }) {
    const identity = region.identities['example.com'];
    if (identity === undefined) throw new Error('the healthy world has example.com');
    delete identity.ConfigurationSetName;
    region.configurationSets = {};
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], infos: ['events/not-configured'] },
});
