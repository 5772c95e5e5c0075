import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The list of the second Region has the recipient for a reason that stops nothing there',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'us-west-2'] },
    ];
    const other = healthyRegion();
    aws.regions['us-west-2'] = other;
    other.account.SuppressionAttributes = { SuppressedReasons: ['COMPLAINT'] };
    other.suppressed = [
      {
        EmailAddress: 'someone@receiver.example',
        Reason: 'BOUNCE',
        LastUpdateTime: new Date('2026-11-01T00:00:00Z'),
      },
    ];
  },
  command: [
    ...['--identity', 'example.com', '--endpoint-id', 'abc.123'],
    ...['--recipient', 'someone@receiver.example'],
  ],
  expect: { exitCode: 0, codes: [] },
});
