import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The failed address is covered by the domain that was given: the error fits another account',
  command: ['--symptom', '-', '--identity', 'example.com', '--only', 'account', '--only', 'send'],
  files: {
    '-': 'MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: news@example.com',
  },
  expect: {
    exitCode: 3,
    codes: ['send/not-explained-here'],
    refuted: ['identity/not-verified', 'sandbox/recipient-not-verified', 'identity/wrong-region'],
  },
});
