import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An account under review: no message to a real address, whatever the flags',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.account.EnforcementStatus = 'PROBATION';
  },
  command: ['test', 'example.com', '--to', 'someone@receiver.example', '--yes', '--force'],
  expect: { exitCode: 1, codes: ['proof/recipient-refused', 'sending/under-review'] },
});
