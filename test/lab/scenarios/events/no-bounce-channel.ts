import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Bounces go nowhere',
  world({ region }) {
    const [destination] = region.configurationSets['transactional']?.eventDestinations ?? [];
    if (destination === undefined) throw new Error('the healthy world has a destination');
    const identity = region.identities['example.com'];
    if (identity === undefined) throw new Error('the healthy world has example.com');
    identity.FeedbackForwardingStatus = false;
    destination.MatchingEventTypes = ['REJECT', 'DELIVERY_DELAY', 'RENDERING_FAILURE'];
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/no-bounce-channel', 'events/type-not-published'] },
});
