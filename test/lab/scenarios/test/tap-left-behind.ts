import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The queue could not be deleted: a finding with the command',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    aws.delayMs = 0;
    aws.faults.push({ kind: 'deny', op: 'DeleteQueue' });
  },
  command: ['test', 'example.com', '--tap', '--wait', '20s'],
  expect: {
    exitCode: 1,
    codes: ['proof/left-behind'],
    statuses: { 'proof-arrival': 'pass', 'proof-left': 'fail' },
  },
});
