import { anybody, publishesTo } from '../../event-channels.ts';
import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The configuration set publishes to EventBridge, the identity to a topic: each event comes once to each',
  world: ({ region }) => {
    region.sending = sendingWorld();
    publishesTo(region, 'eventbridge');
    region.rules.push({
      rule: { Name: 'ses', EventPattern: '{"source": ["aws.ses"]}' },
      targets: [{ Id: 'queue', Arn: 'arn:aws:sqs:eu-west-1:111122223333:events' }],
    });
    region.queues['arn:aws:sqs:eu-west-1:111122223333:events'] = { Policy: anybody };
    const topic = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
    region.identityNotifications['example.com'] = {
      ...{ BounceTopic: topic, ComplaintTopic: topic, DeliveryTopic: undefined },
      ForwardingEnabled: true,
    };
  },
  command: ['test', 'example.com', '--tap', '--wait', '2m'],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { 'proof-arrival': 'pass', 'proof-outcomes': 'pass', 'proof-shapes': 'pass' },
  },
});
