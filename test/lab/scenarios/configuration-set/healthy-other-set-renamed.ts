import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Another set was renamed, and the identity names the one that is there',
  world({ region }) {
    const set = region.configurationSets['transactional'];
    if (set === undefined) throw new Error('the healthy world has a set');
    region.configurationSets = { transactional: set, 'marketing-v2': set };
  },
  command: ['--only', 'configuration-set', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], notCodes: ['configuration-set/default-missing'] },
});
