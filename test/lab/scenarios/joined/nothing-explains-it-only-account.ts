import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An error that nothing explains is no all-clear with checks of the account alone either',
  command: ['--symptom', '-', '--identity', 'example.com', '--only', 'account'],
  files: { '-': 'AccountSendingPausedException: Sending is paused for this account.' },
  expect: {
    exitCode: 3,
    codes: ['send/not-explained-here'],
    refuted: ['sending/paused-by-aws', 'sending/disabled-by-you'],
  },
});
