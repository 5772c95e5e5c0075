import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The only destination is switched off',
  world({ region }) {
    const [destination] = region.configurationSets['transactional']?.eventDestinations ?? [];
    if (destination === undefined) throw new Error('the healthy world has a destination');
    destination.Enabled = false;
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/destination-disabled'], infos: ['events/type-not-published'] },
});
