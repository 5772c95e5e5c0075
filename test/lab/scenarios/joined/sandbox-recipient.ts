import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'In the sandbox a recipient is refused with the words for an unverified sender',
  world({ region }) {
    region.account.ProductionAccessEnabled = false;
  },
  command: ['--identity', 'example.com', '--recipient', 'ann@receiver.example', '--symptom', '-'],
  files: {
    '-': 'MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ann@receiver.example',
  },
  expect: {
    exitCode: 1,
    codes: ['sandbox/account-in-sandbox', 'sandbox/recipient-not-verified', 'identity/not-verified'],
    causes: ['sandbox/account-in-sandbox'],
    refuted: ['identity/wrong-region'],
  },
});
