import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The two Regions of the global endpoint suppress for different reasons',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    const other = healthyRegion();
    aws.regions['eu-central-1'] = other;
    other.account.SuppressionAttributes = { SuppressedReasons: ['BOUNCE'] };
  },
  command: ['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['send/global-endpoint-suppression'],
    says: ['--suppressed-reasons BOUNCE COMPLAINT --region eu-central-1'],
  },
});
