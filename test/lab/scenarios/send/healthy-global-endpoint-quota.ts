import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The second Region may send less than the first, and enough for half of the mail',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    const other = healthyRegion();
    aws.regions['eu-central-1'] = other;
    other.account.SendQuota = { Max24HourSend: 2000, MaxSendRate: 14, SentLast24Hours: 0 };
  },
  command: ['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'send-global-endpoint example.com': 'pass' } },
});
