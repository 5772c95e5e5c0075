import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The destination does not take complaints',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const identity = region.identities['example.com'];
    if (identity !== undefined) identity.FeedbackForwardingStatus = false;
    const set = region.configurationSets['transactional'];
    for (const one of set?.eventDestinations ?? []) one.MatchingEventTypes = ['SEND', 'BOUNCE', 'DELIVERY'];
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/lost-at-event-type'] },
});
