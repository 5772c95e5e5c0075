import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A queue of our own behind the topic sees every event',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    aws.delayMs = 0;
  },
  command: ['test', 'example.com', '--tap', '--wait', '20s'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-arrival': 'pass', 'proof-left': 'pass' } },
});
