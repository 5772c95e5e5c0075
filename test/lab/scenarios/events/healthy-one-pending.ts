import { scenario } from '../../scenario.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'A second subscriber has not confirmed yet',
  world({ region }) {
    const topic = region.topics[arn];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.subscriptions.push({
      SubscriptionArn: 'PendingConfirmation',
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['events/subscription-pending'],
    notCodes: ['events/no-subscriber'],
  },
});
