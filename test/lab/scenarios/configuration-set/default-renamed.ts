import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The default set was renamed, and the identity kept the old name',
  world({ region }) {
    const set = region.configurationSets['transactional'];
    if (set === undefined) throw new Error('the healthy world has a set');
    region.configurationSets = { 'transactional-v2': set };
  },
  command: ['--only', 'configuration-set', '--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['configuration-set/default-missing'], says: ['transactional-v2'] },
});
