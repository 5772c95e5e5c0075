import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A recipient and a sender failed together: the sender alone is accused',
  command: [
    ...['--symptom', '-', '--identity', 'example.com', '--recipient', 'someone@receiver.example'],
    ...['--only', 'identity', '--only', 'sandbox*', '--only', 'send'],
  ],
  files: {
    '-': 'MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: someone@receiver.example, pat@gone.example',
  },
  expect: {
    exitCode: 1,
    codes: ['identity/domain-takes-no-mail', 'identity/not-found'],
    causes: ['identity/domain-takes-no-mail'],
    refuted: ['identity/not-verified', 'sandbox/recipient-not-verified', 'identity/wrong-region'],
  },
});
