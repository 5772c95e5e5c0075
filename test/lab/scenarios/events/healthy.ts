import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The default set publishes every type',
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: [],
    notCodes: ['events/type-not-published'],
    statuses: { events: 'pass', 'events-identity example.com': 'pass', 'events-topics': 'pass' },
  },
});
