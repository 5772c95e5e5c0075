import { scenario } from '../../scenario.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'A subscriber that waits for the messages of another publisher',
  world({ region }) {
    const topic = region.topics[arn];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    const other = `${arn}:4f1b2c3d-0000-4000-8000-000000000002`;
    topic.subscriptions.push({
      SubscriptionArn: other,
      Owner: '111122223333',
      Protocol: 'lambda',
      Endpoint: 'arn:aws:lambda:eu-west-1:111122223333:function:orders',
    });
    topic.subscriptionAttributes = { [other]: { FilterPolicy: '{"store": ["shop-1"]}' } };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], infos: ['events/filter-drops'] },
});
