import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'In the sandbox, a recipient that nobody verified',
  world({ region }) {
    region.account.ProductionAccessEnabled = false;
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: {
    exitCode: 1,
    codes: ['sandbox/account-in-sandbox', 'sandbox/recipient-not-verified'],
    causes: ['sandbox/account-in-sandbox'],
  },
});
