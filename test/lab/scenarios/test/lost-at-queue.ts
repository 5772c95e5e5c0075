import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The policy of the queue behind the topic does not let SNS in',
  world: ({ region }) => {
    const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';
    region.sending = { ...sendingWorld(), failing: [queue] };
    region.queues[queue] = {};
  },
  command: ['test', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['proof/lost-at-queue', 'proof/lost-at-subscriber'],
    causes: ['proof/lost-at-queue'],
  },
});
