import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The address that failed in the sandbox is no sender',
  world({ region }) {
    region.account.ProductionAccessEnabled = false;
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: {
    '-': 'MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: kim@receiver.example',
  },
  expect: {
    exitCode: 1,
    codes: ['sandbox/account-in-sandbox', 'sandbox/recipient-not-verified'],
    causes: ['sandbox/account-in-sandbox'],
  },
});
