import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The filter lets bounces and complaints through, and SES mails nothing: deliveries are not asked for',
  world: ({ region }) => {
    region.sending = sendingWorld();
    for (const identity of Object.values(region.identities)) identity.FeedbackForwardingStatus = false;
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    const arn = topic?.subscriptions[0]?.SubscriptionArn ?? '';
    if (topic !== undefined)
      topic.subscriptionAttributes = {
        [arn]: { FilterPolicy: '{"eventType": ["Bounce", "Complaint"]}', FilterPolicyScope: 'MessageBody' },
      };
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
