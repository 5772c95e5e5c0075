import { emptyRegion } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'Looked at from its first Region: the error names the second Region of a global endpoint that nobody named',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'us-west-2'] },
    ];
    aws.regions['us-west-2'] = emptyRegion();
  },
  command: ['--symptom', 'error.txt', '--identity', 'example.com', '--region', 'eu-west-1'],
  files: {
    'error.txt':
      'MessageRejected: Email address is not verified. The following identities failed the check in region US-WEST-2: example.com\n',
  },
  expect: {
    exitCode: 1,
    firstCause: 'send/global-endpoint-unequal',
    says: ['AWS_SES_EU_WEST_1'],
  },
});
