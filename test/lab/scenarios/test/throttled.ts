import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'SES takes no message within the time, since it is asked too often: unknown, and what was not sent is said',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    aws.faults.push({ kind: 'throttle', op: 'SendEmail' });
  },
  command: ['test', 'example.com', '--scenario', 'success', '--tap', '--wait', '2m'],
  expect: {
    exitCode: 3,
    codes: [],
    statuses: { 'proof-sending': 'unknown', 'proof-arrival': 'skipped', 'proof-left': 'pass' },
  },
});
