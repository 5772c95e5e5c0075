import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'In the sandbox, a recipient of the verified domain',
  world({ region }) {
    region.account.ProductionAccessEnabled = false;
  },
  command: ['--identity', 'example.com', '--recipient', 'colleague@example.com'],
  expect: { exitCode: 1, codes: ['sandbox/account-in-sandbox'] },
});
