import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Each call is throttled once: it is asked again, and nothing is sent twice',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    for (const op of ['SendEmail', 'CreateQueue', 'Subscribe', 'ReceiveMessage', 'DeleteQueue'])
      aws.faults.push({ kind: 'throttle', op, times: 1 });
  },
  command: ['test', 'example.com', '--scenario', 'success', '--tap', '--wait', '2m'],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { 'proof-sending': 'pass', 'proof-arrival': 'pass', 'proof-left': 'pass' },
  },
});
