import { scenario } from '../../scenario.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'The only subscriber never confirmed',
  world({ region }) {
    const topic = region.topics[arn];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.attributes = { ...topic.attributes, SubscriptionsConfirmed: '0', SubscriptionsPending: '1' };
    topic.subscriptions = [
      {
        SubscriptionArn: 'PendingConfirmation',
        Protocol: 'https',
        Endpoint: 'https://app.example.com/hook?token=secret',
      },
    ];
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['events/subscription-pending', 'events/no-subscriber'],
    causes: ['events/subscription-pending'],
    says: ['app.example.com (https)', 'SubscribeURL'],
  },
});
