import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The rule has no target',
  world({ region }) {
    publishesTo(region, 'eventbridge');
    region.rules = [{ rule: { Name: 'ses', EventPattern: '{"source":["aws.ses"]}' }, targets: [] }];
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/no-rule'] },
});
