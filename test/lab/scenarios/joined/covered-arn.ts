import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The failed identity stands in the error as an ARN',
  command: ['--symptom', '-', '--identity', 'example.com', '--only', 'account', '--only', 'send'],
  files: {
    '-': 'MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: arn:aws:ses:eu-west-1:111122223333:identity/news@example.com',
  },
  expect: {
    exitCode: 3,
    codes: ['send/not-explained-here'],
    refuted: ['identity/not-verified', 'sandbox/recipient-not-verified', 'identity/wrong-region'],
  },
});
