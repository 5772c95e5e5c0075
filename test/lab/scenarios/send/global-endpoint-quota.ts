import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The second Region of the global endpoint may send less than half of what is sent',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    const other = healthyRegion();
    aws.regions['eu-central-1'] = other;
    other.account.SendQuota = { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 };
  },
  command: ['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['send/global-endpoint-unequal'],
    says: ['request-service-quota-increase', '--desired-value 1200 --region eu-central-1'],
  },
});
