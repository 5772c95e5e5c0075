import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The global endpoint could not be made',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    const other = healthyRegion();
    aws.regions['eu-central-1'] = other;
    region.globalEndpoints = [
      { EndpointName: 'two', Status: 'FAILED', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
  },
  command: ['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['send/global-endpoint-status'] },
});
