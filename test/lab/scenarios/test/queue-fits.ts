import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The queue behind the topic is encrypted by SQS itself',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';
    region.queues[queue] = { ...region.queues[queue], SqsManagedSseEnabled: 'true' };
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-queues': 'pass', 'proof-counts': 'pass' } },
});
