import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES gave up verifying the domain',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      VerifiedForSendingStatus: false,
      VerificationStatus: 'FAILED',
      VerificationInfo: { ErrorType: 'INVALID_VALUE' },
    };
  },
  command: ['--identity', 'example.com', '--only', 'account'],
  expect: { exitCode: 1, codes: ['identity/verification-failed'] },
});
