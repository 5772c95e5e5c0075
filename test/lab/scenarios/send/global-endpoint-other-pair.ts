import { emptyRegion } from '../../aws/world.ts';
import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The error names a Region to which the global endpoint does not lead',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
    ];
    aws.regions['us-west-2'] = emptyRegion();
    aws.regions['eu-central-1'] = healthyRegion();
  },
  command: ['--symptom', 'error.txt', '--identity', 'example.com'],
  files: {
    'error.txt':
      'MessageRejected: Email address is not verified. The following identities failed the check in region US-WEST-2: example.com\n',
  },
  expect: {
    exitCode: 1,
    firstCause: 'identity/wrong-region',
    says: ['Send through eu-west-1: change the Region of the SDK'],
    saysNot: ['global endpoint'],
  },
});
