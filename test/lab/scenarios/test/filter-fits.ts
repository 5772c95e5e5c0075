import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The filter looks at the body and lets the events through',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    const arn = topic?.subscriptions[0]?.SubscriptionArn ?? '';
    if (topic !== undefined)
      topic.subscriptionAttributes = {
        [arn]: {
          FilterPolicy: '{"eventType": ["Bounce", "Complaint", "Delivery"]}',
          FilterPolicyScope: 'MessageBody',
        },
      };
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
