import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SNS may not be asked',
  world({ aws }) {
    aws.faults.push({ op: 'GetTopicAttributes', kind: 'deny' });
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'events-topics': 'skipped' } },
});
