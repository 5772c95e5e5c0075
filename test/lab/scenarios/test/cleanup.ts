import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'What a crashed test left is taken away',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    aws.delayMs = 0;
    region.sending.queues.set('https://sqs.eu-west-1.amazonaws.com/111122223333/ses-doctor-test-old', {
      name: 'ses-doctor-test-old',
      tags: { 'ses-doctor': 'old' },
      messages: [],
    });
  },
  command: ['test', '--cleanup'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-left': 'pass' } },
});
