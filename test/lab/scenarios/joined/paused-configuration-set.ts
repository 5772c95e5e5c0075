import { scenario } from '../../scenario.ts';

export default scenario({
  title: '“Sending paused” reads like the account, and is the configuration set',
  world({ region }) {
    const set = region.configurationSets['transactional'];
    if (set !== undefined) set.SendingOptions = { SendingEnabled: false };
  },
  command: ['--symptom', '-', '--identity', 'example.com', '--only', 'account'],
  files: {
    '-': '554 Message rejected: Sending paused for this account. For more information, please check the inbox of the email address associated with your AWS account.',
  },
  expect: {
    exitCode: 1,
    codes: ['configuration-set/sending-paused'],
    causes: ['configuration-set/sending-paused'],
    refuted: ['sending/disabled-by-you', 'sending/paused-by-aws'],
  },
});
