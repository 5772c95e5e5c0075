import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nothing is subscribed but the queue of a test that crashed: it is nobody who reads',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    if (topic === undefined) return;
    const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback:old';
    topic.subscriptions = [
      {
        ...{ SubscriptionArn: arn, Protocol: 'sqs' },
        Endpoint: 'arn:aws:sqs:eu-west-1:111122223333:ses-doctor-test-old',
      },
    ];
    topic.subscriptionAttributes = {
      [arn]: {
        FilterPolicyScope: 'MessageBody',
        FilterPolicy: '{"mail":{"destination":["x@simulator.amazonses.com"]}}',
      },
    };
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/lost-at-subscription-pending'] },
});
