import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The queue behind the topic takes nothing: the topic counts what it could not deliver',
  world: ({ region }) => {
    region.sending = {
      ...sendingWorld(),
      failing: ['arn:aws:sqs:eu-west-1:111122223333:ses-feedback'],
    };
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/lost-at-subscriber'], statuses: { 'proof-counts': 'fail' } },
});
