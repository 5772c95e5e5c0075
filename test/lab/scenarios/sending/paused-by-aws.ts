import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'AWS paused the account',
  world({ region }) {
    region.account.EnforcementStatus = 'SHUTDOWN';
    region.account.SendingEnabled = false;
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['sending/paused-by-aws'], causes: ['sending/paused-by-aws'] },
});
