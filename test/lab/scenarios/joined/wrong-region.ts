import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The error names the sender, which is verified in another Region',
  world({ aws, region }) {
    region.identities = {};
    aws.regions['us-east-1'] = healthyRegion();
  },
  command: ['--symptom', '-', '--only', 'account'],
  files: {
    '-': 'botocore.errorfactory.MessageRejected: An error occurred (MessageRejected) when calling the SendEmail operation: Email address is not verified. The following identities failed the check in region EU-WEST-1: news@example.com',
  },
  expect: {
    exitCode: 1,
    codes: ['identity/not-found', 'identity/not-verified', 'identity/wrong-region'],
    causes: ['identity/wrong-region'],
  },
});
