import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'EventBridge has no rule for the events',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const set = region.configurationSets['transactional'];
    if (set !== undefined)
      set.eventDestinations = [
        {
          Name: 'bus',
          Enabled: true,
          MatchingEventTypes: ['SEND', 'BOUNCE', 'COMPLAINT', 'DELIVERY'],
          EventBridgeDestination: { EventBusArn: 'arn:aws:events:eu-west-1:111122223333:event-bus/default' },
        },
      ];
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/lost-at-rule'] },
});
