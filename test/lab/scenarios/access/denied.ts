import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The credentials may not read the metrics',
  world({ aws }) {
    aws.faults = [{ op: 'GetMetricData', kind: 'deny' }];
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 3,
    codes: ['access/denied'],
    statuses: { reputation: 'unknown', sandbox: 'pass', identity: 'pass' },
  },
});
