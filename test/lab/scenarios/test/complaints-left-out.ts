import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The filter lets bounces through alone, and SES mails nothing: nobody is told of complaints',
  world: ({ region }) => {
    region.sending = sendingWorld();
    for (const identity of Object.values(region.identities)) identity.FeedbackForwardingStatus = false;
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    const arn = topic?.subscriptions[0]?.SubscriptionArn ?? '';
    if (topic !== undefined)
      topic.subscriptionAttributes = {
        [arn]: { FilterPolicy: '{"eventType": ["Bounce"]}', FilterPolicyScope: 'MessageBody' },
      };
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/complaints-left-out'], says: ['nobody is told of complaints'] },
});
