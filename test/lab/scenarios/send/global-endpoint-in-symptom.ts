import { emptyRegion } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The pasted request names the global endpoint, and its second Region lacks the identity',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc12.d3f', Status: 'READY', Regions: ['eu-west-1', 'us-east-1'] },
    ];
    aws.regions['us-east-1'] = emptyRegion();
  },
  command: ['--symptom', 'error.txt', '--only', 'send', '--identity', 'example.com'],
  files: {
    'error.txt':
      '{"FromEmailAddress": "example.com", "EndpointId": "abc12.d3f"}\nMessageRejected: Email address is not verified. The following identities failed the check in region US-EAST-1: example.com\n',
  },
  expect: {
    exitCode: 1,
    codes: ['send/global-endpoint-unequal'],
  },
});
