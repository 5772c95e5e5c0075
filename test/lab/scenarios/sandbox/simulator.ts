import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'In the sandbox, writing to the mailbox simulator',
  world({ region }) {
    region.account.ProductionAccessEnabled = false;
  },
  command: ['--identity', 'example.com', '--recipient', 'bounce@simulator.amazonses.com'],
  expect: { exitCode: 1, codes: ['sandbox/account-in-sandbox'] },
});
