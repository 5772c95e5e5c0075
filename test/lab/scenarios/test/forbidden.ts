import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A sender that is not verified: said first, and nothing is sent',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.identities['example.com'] = {
      ...region.identities['example.com'],
      VerifiedForSendingStatus: false,
      VerificationStatus: 'PENDING',
    };
  },
  command: ['test', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['identity/verification-pending'],
    statuses: { 'proof-sending': 'skipped' },
  },
});
