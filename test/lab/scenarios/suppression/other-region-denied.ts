import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The list of the second Region of the global endpoint may not be seen',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'us-west-2'] },
    ];
    aws.regions['us-west-2'] = healthyRegion();
    aws.faults.push({ op: 'GetSuppressedDestination', kind: 'deny', region: 'us-west-2' });
  },
  command: [
    ...['--identity', 'example.com', '--endpoint-id', 'abc.123'],
    ...['--recipient', 'someone@receiver.example'],
  ],
  expect: { exitCode: 3, codes: [], statuses: { 'suppression someone@receiver.example': 'unknown' } },
});
