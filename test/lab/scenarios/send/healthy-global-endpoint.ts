import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Both Regions of the global endpoint hold the same',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    const other = healthyRegion();
    aws.regions['eu-central-1'] = other;
  },
  command: ['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'send-global-endpoint example.com': 'pass' } },
});
