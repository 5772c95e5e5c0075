import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The settings of subscriptions may not be asked',
  world({ aws }) {
    aws.faults.push({ op: 'GetSubscriptionAttributes', kind: 'deny' });
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { 'events-topics': 'pass', 'events-subscriptions': 'skipped' },
  },
});
