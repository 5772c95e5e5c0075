import { scenario } from '../../scenario.ts';

export default scenario({
  title: "The domain's default configuration set was deleted",
  world({ region }) {
    region.configurationSets = {};
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['configuration-set/default-missing'] },
});
