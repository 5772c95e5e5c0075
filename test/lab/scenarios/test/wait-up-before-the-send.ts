import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The time of --wait is up before the path was read: nothing is sent, nothing is made',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    aws.faults.push({ kind: 'hang', op: 'GetTopicAttributes' });
  },
  command: ['test', 'example.com', '--tap', '--wait', '1s'],
  expect: {
    exitCode: 3,
    codes: [],
    statuses: { 'proof-sending': 'unknown', 'proof-arrival': 'skipped', 'proof-left': 'skipped' },
  },
});
