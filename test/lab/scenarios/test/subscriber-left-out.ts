import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The application never confirmed its subscription, and an e-mail to the operators hides it',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
    const topic = region.topics[arn];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.subscriptions = [
      { SubscriptionArn: `${arn}:ops`, Protocol: 'email', Endpoint: 'ops@example.com' },
      {
        ...{ SubscriptionArn: 'PendingConfirmation', Protocol: 'https' },
        Endpoint: 'https://app.example.com/hook?token=secret',
      },
    ];
  },
  command: ['test', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['proof/subscriber-left-out'],
    says: ['app.example.com (https)', 'SubscribeURL', 'only people do'],
  },
});
