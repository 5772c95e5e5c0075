import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The application sends through a global endpoint, and both Regions hold the same',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    aws.regions['eu-central-1'] = healthyRegion();
  },
  command: ['--only', 'send', '--identity', 'example.com', '--endpoint-id', 'abc.123'],
  expect: { exitCode: 0, codes: [], statuses: { 'send-global-endpoint example.com': 'pass' } },
});
