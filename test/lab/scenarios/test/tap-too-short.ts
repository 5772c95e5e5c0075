import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An event did not come, and the wait was too short to say that it is lost',
  world: ({ region, aws }) => {
    region.sending = { ...sendingWorld(), mute: ['Complaint'] };
    aws.delayMs = 0;
  },
  command: ['test', 'example.com', '--tap', '--wait', '3s'],
  expect: { exitCode: 3, codes: [], statuses: { 'proof-arrival': 'unknown', 'proof-left': 'pass' } },
});
