import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The built program may not read the account',
  world({ aws }) {
    aws.faults = [{ op: 'GetAccount', kind: 'deny' }];
  },
  command: ['--identity', 'example.com'],
  through: 'built',
  expect: { exitCode: 3, codes: ['access/denied'], statuses: { sandbox: 'unknown', identity: 'pass' } },
});
