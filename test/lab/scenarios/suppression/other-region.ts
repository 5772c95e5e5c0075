import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The second Region of the global endpoint holds back the recipient, in another case',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'us-west-2'] },
    ];
    const other = healthyRegion();
    aws.regions['us-west-2'] = other;
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
    ...['--recipient', 'Someone@receiver.example'],
  ],
  expect: {
    exitCode: 1,
    codes: ['suppression/other-region'],
    says: ['delete-suppressed-destination --email-address someone@receiver.example --region us-west-2'],
  },
});
