import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The domain waits for its verification',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      VerifiedForSendingStatus: false,
      VerificationStatus: 'PENDING',
      VerificationInfo: {
        ErrorType: 'HOST_NOT_FOUND',
        LastCheckedTimestamp: new Date('2026-11-21T18:00:00Z'),
      },
    };
  },
  command: ['--identity', 'example.com', '--only', 'account'],
  expect: { exitCode: 1, codes: ['identity/verification-pending'] },
});
