import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The second Region of the endpoint that is named may not be asked',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    const other = healthyRegion();
    aws.regions['eu-central-1'] = other;
    aws.faults.push({ op: '*', region: 'eu-central-1', kind: 'deny' });
  },
  command: ['--only', 'send', '--only', 'sending', '--identity', 'example.com', '--endpoint-id', 'abc.123'],
  expect: {
    exitCode: 3,
    codes: [],
    statuses: { 'send-global-endpoint example.com': 'unknown' },
  },
});
