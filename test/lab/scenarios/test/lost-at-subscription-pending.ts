import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nobody confirmed the subscription',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    for (const one of topic?.subscriptions ?? []) one.SubscriptionArn = 'PendingConfirmation';
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/lost-at-subscription-pending'] },
});
