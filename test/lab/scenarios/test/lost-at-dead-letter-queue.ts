import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'What the queue does not take ends in a dead-letter queue, which grows',
  world: ({ region }) => {
    region.sending = {
      ...sendingWorld(),
      failing: ['arn:aws:sqs:eu-west-1:111122223333:ses-feedback'],
    };
    const dead = 'arn:aws:sqs:eu-west-1:111122223333:ses-dead';
    region.queues[dead] = { ApproximateNumberOfMessages: '4' };
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    const arn = topic?.subscriptions[0]?.SubscriptionArn ?? '';
    if (topic !== undefined)
      topic.subscriptionAttributes = {
        [arn]: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead }) },
      };
  },
  command: ['test', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['proof/lost-at-dead-letter-queue', 'proof/lost-at-subscriber'],
    causes: ['proof/lost-at-subscriber'],
  },
});
