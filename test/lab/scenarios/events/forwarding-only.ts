import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'E-mail forwarding is the only channel for bounces',
  world({ region }) {
    const [destination] = region.configurationSets['transactional']?.eventDestinations ?? [];
    if (destination === undefined) throw new Error('the healthy world has a destination');
    destination.MatchingEventTypes = ['REJECT', 'DELIVERY_DELAY', 'RENDERING_FAILURE'];
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], notCodes: ['events/type-not-published', 'events/no-bounce-channel'] },
});
