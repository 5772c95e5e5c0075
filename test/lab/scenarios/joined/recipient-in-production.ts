import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The address that failed is the one that was written to: with production access SES checks no recipient',
  command: [
    ...['--symptom', '-', '--identity', 'example.com'],
    ...['--recipient', 'someone@receiver.example', '--recipient', 'ann@receiver.example'],
  ],
  files: {
    '-': '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: Someone@receiver.example',
  },
  expect: {
    exitCode: 3,
    codes: ['send/not-explained-here'],
    refuted: ['identity/not-verified', 'sandbox/recipient-not-verified', 'identity/wrong-region'],
  },
});
