import { emptyRegion } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The error of the half that SES sent through the second Region of the endpoint, which lacks the identity',
  world({ region, aws }) {
    region.globalEndpoints = [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'us-east-1'] },
    ];
    aws.regions['us-east-1'] = emptyRegion();
  },
  command: ['--symptom', 'error.txt', '--identity', 'example.com', '--endpoint-id', 'abc.123'],
  files: {
    'error.txt':
      'MessageRejected: Email address is not verified. The following identities failed the check in region US-EAST-1: example.com\n',
  },
  expect: {
    exitCode: 1,
    codes: ['identity/not-verified', 'identity/wrong-region', 'send/global-endpoint-unequal'],
    causes: ['send/global-endpoint-unequal'],
    says: ['AWS_SES_EU_WEST_1', 'whatever the Region of the SDK'],
  },
});
