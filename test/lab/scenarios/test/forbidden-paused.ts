import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'AWS paused the sending of the account: nothing is sent',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.account.SendingEnabled = false;
    region.account.EnforcementStatus = 'SHUTDOWN';
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['sending/paused-by-aws'], statuses: { 'proof-sending': 'skipped' } },
});
