import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'CloudWatch may not be asked: the counters are unknown, the rest is told',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    aws.faults.push({ kind: 'deny', op: 'GetMetricData' });
  },
  command: ['test', 'example.com'],
  expect: {
    exitCode: 3,
    codes: ['access/denied'],
    statuses: { 'proof-counts': 'unknown', 'proof-sending': 'pass', 'proof-subscriptions': 'pass' },
  },
});
