import { healthyRegion, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Pending here, verified in us-east-1',
  world({ aws, region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      VerifiedForSendingStatus: false,
      VerificationStatus: 'PENDING',
    };
    aws.regions['us-east-1'] = healthyRegion();
  },
  command: ['--identity', 'example.com', '--only', 'account'],
  expect: {
    exitCode: 1,
    codes: ['identity/verification-pending', 'identity/wrong-region'],
    causes: ['identity/wrong-region'],
  },
});
