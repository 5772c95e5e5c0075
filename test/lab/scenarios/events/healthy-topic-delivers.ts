import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SNS delivers everything',
  world({ region }) {
    const common = { namespace: 'AWS/SNS', dimensions: { TopicName: 'ses-feedback' } };
    region.metrics.push(
      { ...common, name: 'NumberOfNotificationsDelivered', points: [{ daysAgo: 0.2, value: 2000 }] },
      { ...common, name: 'NumberOfNotificationsFailed', points: [{ daysAgo: 0.2, value: 0 }] },
    );
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'events-deliveries': 'pass' } },
});
