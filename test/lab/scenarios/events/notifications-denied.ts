import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Forwarding is off, and the topics of the identity may not be asked',
  world({ region, aws }) {
    aws.faults.push({ op: 'GetIdentityNotificationAttributes', kind: 'deny' });
    const [destination] = region.configurationSets['transactional']?.eventDestinations ?? [];
    if (destination === undefined) throw new Error('the healthy world has a destination');
    const identity = region.identities['example.com'];
    if (identity === undefined) throw new Error('the healthy world has example.com');
    identity.FeedbackForwardingStatus = false;
    destination.MatchingEventTypes = ['REJECT', 'DELIVERY_DELAY', 'RENDERING_FAILURE'];
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 3, codes: [] },
});
