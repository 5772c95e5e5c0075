import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The domain was added and never verified',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      VerifiedForSendingStatus: false,
      VerificationStatus: 'NOT_STARTED',
    };
  },
  command: ['--identity', 'example.com', '--only', 'account'],
  expect: { exitCode: 1, codes: ['identity/verification-failed'] },
});
