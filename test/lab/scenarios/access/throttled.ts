import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'GetAccount throttles and never stops',
  world({ aws }) {
    aws.faults = [{ op: 'GetAccount', kind: 'throttle' }];
  },
  command: ['--identity', 'example.com', '--timeout', '8'],
  expect: { exitCode: 3, codes: ['access/throttled'], statuses: { sandbox: 'unknown', identity: 'pass' } },
});
