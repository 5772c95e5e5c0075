import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nothing is named: an abandoned domain beside one that sends is no error',
  world({ region }) {
    region.identities['abandoned.example'] = {
      ...verifiedDomain('abandoned.example'),
      VerifiedForSendingStatus: false,
      VerificationStatus: 'PENDING',
    };
  },
  command: [],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['identity/cannot-send'],
    notCodes: ['identity/none-given', 'identity/verification-pending'],
    statuses: { 'identity example.com': 'pass' },
  },
});
