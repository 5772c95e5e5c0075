import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The second Region has the identity, and waits for DKIM keys of its own',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    const other = healthyRegion();
    aws.regions['eu-central-1'] = other;
    const there = other.identities['example.com'];
    if (there === undefined) throw new Error('the healthy world has an identity');
    there.VerifiedForSendingStatus = false;
    there.VerificationStatus = 'PENDING';
  },
  command: ['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['send/global-endpoint-unequal'],
    says: ['--signing-attributes-origin AWS_SES_EU_WEST_1 --region eu-central-1'],
  },
});
