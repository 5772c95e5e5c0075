import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'Other mail flows through the topic too, and its counters rose by more than the messages bring: likely',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const common = { namespace: 'AWS/SNS', dimensions: { TopicName: 'ses-feedback' } };
    for (const name of ['NumberOfMessagesPublished', 'NumberOfNotificationsDelivered'])
      region.metrics.push({ ...common, name, points: [{ daysAgo: 0.02, value: 40 }] });
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-counts': 'pass' } },
});
