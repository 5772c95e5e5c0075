import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An error whose every explanation the live state rules out is no all-clear',
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: { '-': 'AccountSendingPausedException: Sending is paused for this account.' },
  expect: {
    exitCode: 3,
    codes: ['send/not-explained-here'],
    refuted: ['sending/paused-by-aws', 'sending/disabled-by-you'],
  },
});
