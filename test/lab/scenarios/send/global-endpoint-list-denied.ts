import { emptyRegion } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The list of global endpoints is denied, and the one that is named may be asked for: its second Region cannot send',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    const other = emptyRegion();
    aws.regions['eu-central-1'] = other;
    other.account.ProductionAccessEnabled = false;
    aws.faults = [{ op: 'ListMultiRegionEndpoints', kind: 'deny' }];
  },
  command: ['--only', 'send', '--only', 'sending', '--identity', 'example.com', '--endpoint-id', 'two'],
  expect: { exitCode: 1, codes: ['send/global-endpoint-unequal'] },
});
