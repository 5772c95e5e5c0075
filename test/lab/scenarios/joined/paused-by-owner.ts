import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The owner switched sending off, and the error of a paused account is pasted',
  world({ region }) {
    region.account.SendingEnabled = false;
  },
  command: ['--identity', 'example.com', '--symptom', '-'],
  files: {
    '-': '554 Sending paused for this account. For more information, please check the inbox of the email address associated with your AWS account.',
  },
  expect: {
    exitCode: 1,
    codes: ['sending/disabled-by-you'],
    causes: ['sending/disabled-by-you'],
    refuted: ['sending/paused-by-aws'],
  },
});
