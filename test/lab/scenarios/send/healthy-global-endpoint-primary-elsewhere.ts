import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The run is in the second Region of the endpoint, which its primary Region alone lists',
  world({ region, aws }) {
    const primary = healthyRegion();
    primary.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['us-east-1', 'eu-west-1'] },
    ];
    region.globalEndpoints = [];
    aws.regions['us-east-1'] = primary;
  },
  command: [
    ...['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
    ...['--endpoint-id', 'abc.123'],
  ],
  expect: { exitCode: 0, codes: [] },
});
