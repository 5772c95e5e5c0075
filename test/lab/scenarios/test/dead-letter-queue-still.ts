import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A dead-letter queue holds old messages and does not grow',
  world: ({ region }) => {
    region.sending = sendingWorld();
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
  expect: { exitCode: 0, codes: [], statuses: { 'proof-dead-letters': 'pass', 'proof-counts': 'pass' } },
});
