import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'EventBridge may not be asked',
  world({ region, aws }) {
    publishesTo(region, 'eventbridge');
    aws.faults.push({ op: 'ListRules', kind: 'deny' });
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'events-rules': 'skipped' } },
});
