import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nothing is named, and no identity of the account can send yet',
  world({ region }) {
    region.identities = {
      'example.com': {
        ...verifiedDomain('example.com'),
        VerifiedForSendingStatus: false,
        VerificationStatus: 'PENDING',
      },
    };
  },
  command: ['--only', 'identity*'],
  expect: {
    exitCode: 1,
    codes: ['identity/verification-pending'],
    notCodes: ['identity/none-given'],
    statuses: { 'identity example.com': 'fail' },
  },
});
