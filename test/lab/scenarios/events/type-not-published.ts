import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Delays and rendering failures are published nowhere',
  world({ region }) {
    const [destination] = region.configurationSets['transactional']?.eventDestinations ?? [];
    if (destination === undefined) throw new Error('the healthy world has a destination');
    destination.MatchingEventTypes = ['BOUNCE', 'COMPLAINT', 'REJECT'];
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], infos: ['events/type-not-published'] },
});
