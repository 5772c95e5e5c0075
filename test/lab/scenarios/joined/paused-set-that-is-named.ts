import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The set whose exception it is, before a general sentence about the account',
  world({ region }) {
    region.configurationSets['campaigns'] = { SendingOptions: { SendingEnabled: false } };
  },
  command: ['--symptom', '-', '--identity', 'example.com', '--only', 'account'],
  files: {
    '-': 'ConfigurationSetSendingPausedException: Sending paused for configuration set campaigns. For more information, please check the inbox of the email address associated with your AWS account.',
  },
  expect: {
    exitCode: 1,
    codes: ['configuration-set/sending-paused'],
    causes: ['configuration-set/sending-paused'],
    refuted: [],
  },
});
