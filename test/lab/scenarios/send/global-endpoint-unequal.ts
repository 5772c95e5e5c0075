import { emptyRegion } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The second Region has neither the identity nor the configuration set, and is in the sandbox',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    const other = emptyRegion();
    aws.regions['eu-central-1'] = other;
    other.account.ProductionAccessEnabled = false;
  },
  command: ['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['send/global-endpoint-unequal'],
    says: [
      'DomainSigningAttributesOrigin',
      'create-configuration-set --configuration-set-name transactional --region eu-central-1',
      'put-account-details --production-access-enabled',
    ],
  },
});
