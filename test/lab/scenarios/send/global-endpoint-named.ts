import { emptyRegion } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The application sends through a global endpoint whose second Region cannot send',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    const other = emptyRegion();
    aws.regions['eu-central-1'] = other;
    other.account.ProductionAccessEnabled = false;
  },
  command: [
    ...['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
    ...['--endpoint-id', 'abc.123'],
  ],
  expect: { exitCode: 1, codes: ['send/global-endpoint-unequal'] },
});
