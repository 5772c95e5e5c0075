import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Firehose may not be asked',
  world({ region, aws }) {
    publishesTo(region, 'firehose');
    aws.faults.push({ op: 'DescribeDeliveryStream', kind: 'deny' });
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'events-streams': 'skipped' } },
});
