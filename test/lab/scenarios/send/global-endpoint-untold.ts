import { emptyRegion } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The error names the second Region of a global endpoint that nobody named',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'us-west-2'] },
    ];
    aws.regions['us-west-2'] = emptyRegion();
  },
  command: ['--symptom', 'error.txt', '--identity', 'example.com'],
  files: {
    'error.txt':
      'MessageRejected: Email address is not verified. The following identities failed the check in region US-WEST-2: example.com\n',
  },
  expect: {
    exitCode: 1,
    firstCause: 'identity/wrong-region',
    says: [
      'If the application sends through the global endpoint two, SES sends through both Regions',
      'If it does not, send through eu-west-1',
    ],
  },
});
