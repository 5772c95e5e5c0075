import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SQS may not be asked',
  world({ aws }) {
    aws.faults.push({ op: 'GetQueueAttributes', kind: 'deny' });
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'events-queues': 'skipped', 'events-topics': 'pass' } },
});
