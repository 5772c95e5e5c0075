import { scenario } from '../../scenario.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
const hook = `${arn}:4f1b2c3d-0000-4000-8000-000000000002`;

export default scenario({
  title: 'A web hook that gets bare records answers with errors',
  world({ region }) {
    const topic = region.topics[arn];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.subscriptions = [
      { SubscriptionArn: hook, Protocol: 'https', Endpoint: 'https://app.example.com/ses?token=secret' },
    ];
    topic.subscriptionAttributes = { [hook]: { RawMessageDelivery: 'true' } };
    const common = { namespace: 'AWS/SNS', dimensions: { TopicName: 'ses-feedback' } };
    region.metrics.push(
      { ...common, name: 'NumberOfNotificationsDelivered', points: [{ daysAgo: 0.2, value: 10 }] },
      { ...common, name: 'NumberOfNotificationsFailed', points: [{ daysAgo: 0.2, value: 10 }] },
    );
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['events/delivery-failing'],
    infos: ['events/web-hook-format'],
    says: ['--attribute-name RawMessageDelivery --attribute-value false'],
  },
});
