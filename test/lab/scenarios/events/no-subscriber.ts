import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nobody subscribed to the topic',
  world({ region }) {
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.attributes = { ...topic.attributes, SubscriptionsConfirmed: '0' };
    topic.subscriptions = [];
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/no-subscriber'] },
});
