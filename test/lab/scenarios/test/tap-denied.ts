import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The subscription is not allowed: that hop is unknown, the rest is told',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    aws.delayMs = 0;
    aws.faults.push({ kind: 'deny', op: 'Subscribe' });
  },
  command: ['test', 'example.com', '--tap', '--wait', '20s'],
  expect: { exitCode: 3, codes: [], statuses: { 'proof-arrival': 'unknown', 'proof-left': 'pass' } },
});
