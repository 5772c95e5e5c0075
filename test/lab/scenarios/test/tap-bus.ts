import { anybody } from '../../event-channels.ts';
import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A queue of our own behind the event bus sees every event',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    region.queues['arn:aws:sqs:eu-west-1:111122223333:events'] = { Policy: anybody };
    aws.delayMs = 0;
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
    region.rules.push({
      rule: { Name: 'ses', EventPattern: '{"source": ["aws.ses"]}' },
      targets: [{ Id: 'queue', Arn: 'arn:aws:sqs:eu-west-1:111122223333:events' }],
    });
  },
  command: ['test', 'example.com', '--tap', '--wait', '20s'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-arrival': 'pass', 'proof-left': 'pass' } },
});
