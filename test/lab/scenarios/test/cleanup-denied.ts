import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Subscriptions may not be listed: the queue is taken away all the same, and the rest is unknown',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    aws.faults.push({ kind: 'deny', op: 'ListSubscriptions' });
    region.sending.queues.set('https://sqs.eu-west-1.amazonaws.com/111122223333/ses-doctor-test-old', {
      name: 'ses-doctor-test-old',
      tags: { 'ses-doctor': 'old' },
      messages: [],
    });
  },
  command: ['test', '--cleanup'],
  expect: { exitCode: 3, codes: [], statuses: { 'proof-left': 'unknown' } },
});
