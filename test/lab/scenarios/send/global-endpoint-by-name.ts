import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The flag has the name of the global endpoint, and a send has to have its id',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    aws.regions['eu-central-1'] = healthyRegion();
  },
  command: ['--only', 'send', '--identity', 'example.com', '--endpoint-id', 'two'],
  expect: { exitCode: 1, codes: ['send/global-endpoint-absent'], says: ['abc.123 as its EndpointId'] },
});
