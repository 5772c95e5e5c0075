import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The error names a Region other than --region, in which nobody knows the sender',
  command: ['--symptom', '-', '--region', 'eu-west-1', '--only', 'account', '--only', 'send'],
  files: {
    '-': 'MessageRejected: Email address is not verified. The following identities failed the check in region US-EAST-1: news@example.com',
  },
  expect: {
    exitCode: 1,
    codes: ['identity/not-verified', 'identity/wrong-region'],
    causes: ['identity/wrong-region'],
  },
});
