import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The error names a Region other than --region, and both know the sender',
  world({ aws }) {
    aws.regions['us-east-1'] = healthyRegion();
  },
  command: ['--symptom', '-', '--region', 'eu-west-1', '--only', 'account', '--only', 'send'],
  files: {
    '-': 'MessageRejected: Email address is not verified. The following identities failed the check in region US-EAST-1: news@example.com',
  },
  expect: { exitCode: 3, codes: ['send/not-explained-here'] },
});
