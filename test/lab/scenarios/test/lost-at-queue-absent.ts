import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The queue behind the topic was deleted, and its subscription is still there',
  world: ({ region }) => {
    const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';
    region.sending = { ...sendingWorld(), failing: [queue] };
    region.queues = {};
  },
  command: ['test', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['proof/lost-at-queue', 'proof/lost-at-subscriber'],
    causes: ['proof/lost-at-queue'],
  },
});
