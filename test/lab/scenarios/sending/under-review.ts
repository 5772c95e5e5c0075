import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The account is under review and may still send',
  world({ region }) {
    region.account.EnforcementStatus = 'PROBATION';
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['sending/under-review'], statuses: { sending: 'warn' } },
});
