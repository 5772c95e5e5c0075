import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An account under review may write to the simulator, and the report says that it does not count',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.account.EnforcementStatus = 'PROBATION';
  },
  command: ['test', 'example.com', '--tap', '--wait', '2m'],
  expect: { exitCode: 0, codes: ['sending/under-review'], statuses: { 'proof-arrival': 'pass' } },
});
