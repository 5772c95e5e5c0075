import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The web hook behind the topic fails',
  world({ region }) {
    const common = { namespace: 'AWS/SNS', dimensions: { TopicName: 'ses-feedback' } };
    region.metrics.push(
      { ...common, name: 'NumberOfNotificationsDelivered', points: [{ daysAgo: 0.2, value: 10 }] },
      { ...common, name: 'NumberOfNotificationsFailed', points: [{ daysAgo: 0.2, value: 30 }] },
    );
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/delivery-failing'] },
});
