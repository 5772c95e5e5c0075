import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'One delivery in a thousand failed',
  world({ region }) {
    const common = { namespace: 'AWS/SNS', dimensions: { TopicName: 'ses-feedback' } };
    region.metrics.push(
      { ...common, name: 'NumberOfNotificationsDelivered', points: [{ daysAgo: 0.2, value: 2000 }] },
      { ...common, name: 'NumberOfNotificationsFailed', points: [{ daysAgo: 0.2, value: 2 }] },
    );
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], infos: ['events/delivery-failing'] },
});
