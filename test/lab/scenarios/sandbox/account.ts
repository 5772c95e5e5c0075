import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The account is still in the sandbox',
  world({ region }) {
    region.account.ProductionAccessEnabled = false;
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['sandbox/account-in-sandbox'], causes: ['sandbox/account-in-sandbox'] },
});
