import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The account is in the sandbox, and the address of --to is not verified: nothing is sent',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.account.ProductionAccessEnabled = false;
  },
  command: ['test', 'example.com', '--to', 'someone@receiver.example', '--yes'],
  expect: {
    exitCode: 1,
    firstCause: 'sandbox/recipient-not-verified',
    statuses: { 'proof-sending': 'skipped' },
  },
});
