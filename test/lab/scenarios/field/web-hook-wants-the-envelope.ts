import { scenario } from '../../scenario.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
const hook = `${arn}:4f1b2c3d-0000-4000-8000-000000000002`;

export default scenario({
  title: 'The log of the web hook misses Type, and its subscription delivers bare records',
  world({ region }) {
    const topic = region.topics[arn];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.subscriptions = [
      {
        SubscriptionArn: hook,
        Protocol: 'https',
        Endpoint: 'https://mautic.example.com/mailer/amazon/callback',
      },
    ];
    topic.subscriptionAttributes = { [hook]: { RawMessageDelivery: 'true' } };
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: {
    '-': `mautic.ERROR: Uncaught PHP Exception HttpException: "Key 'Type' not found in payload " at AmazonTransport.php line 116`,
  },
  expect: { exitCode: 1, firstCause: 'events/web-hook-format', says: ['bare records'] },
});
