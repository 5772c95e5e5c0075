import { scenario } from '../../scenario.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
const one = `${arn}:4f1b2c3d-0000-4000-8000-000000000001`;
const other = `${arn}:4f1b2c3d-0000-4000-8000-000000000002`;
const endpoint = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'One queue is subscribed twice, once for bare records',
  world({ region }) {
    const topic = region.topics[arn];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.subscriptions = [one, other].map((subscription) => ({
      ...{ SubscriptionArn: subscription, Protocol: 'sqs', Endpoint: endpoint },
    }));
    topic.subscriptionAttributes = {
      [one]: { RawMessageDelivery: 'false' },
      [other]: { RawMessageDelivery: 'true' },
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/mixed-formats'] },
});
