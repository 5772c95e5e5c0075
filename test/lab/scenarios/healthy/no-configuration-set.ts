import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A domain without a default configuration set, whose feedback comes by e-mail',
  world({ region }) {
    region.configurationSets = {};
    region.identities['example.com'] = { ...verifiedDomain('example.com'), ConfigurationSetName: undefined };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
