import { scenario } from '../../scenario.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
const hook = `${arn}:4f1b2c3d-0000-4000-8000-000000000002`;

export default scenario({
  title: 'A web hook gets the envelope of SNS, as most read it',
  world({ region }) {
    const topic = region.topics[arn];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.subscriptions = [
      { SubscriptionArn: hook, Protocol: 'https', Endpoint: 'https://app.example.com/ses?token=secret' },
    ];
    topic.subscriptionAttributes = { [hook]: { RawMessageDelivery: 'false' } };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], notCodes: ['events/web-hook-format'] },
});
