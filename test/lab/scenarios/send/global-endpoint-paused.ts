import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'AWS has paused sending in the second Region of the global endpoint',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    const other = healthyRegion();
    aws.regions['eu-central-1'] = other;
    other.account.EnforcementStatus = 'SHUTDOWN';
    other.account.SendingEnabled = false;
  },
  command: ['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['send/global-endpoint-unequal'],
    says: ['AWS has paused sending in eu-central-1'],
  },
});
