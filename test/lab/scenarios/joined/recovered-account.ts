import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The account was paused when the error was written, and sends again',
  command: ['--symptom', '-', '--identity', 'example.com', '--only', 'account'],
  files: { '-': 'AccountSendingPausedException: Sending is paused for this account.' },
  expect: {
    exitCode: 3,
    codes: ['send/not-explained-here'],
    causes: ['send/not-explained-here'],
    refuted: ['sending/paused-by-aws', 'sending/disabled-by-you'],
  },
});
