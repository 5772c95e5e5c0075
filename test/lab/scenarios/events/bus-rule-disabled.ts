import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The rule is switched off',
  world({ region }) {
    publishesTo(region, 'eventbridge');
    region.rules = [
      {
        rule: { Name: 'ses', State: 'DISABLED', EventPattern: '{"source":["aws.ses"]}' },
        targets: [{ Id: '1', Arn: 'arn:aws:logs:eu-west-1:111122223333:log-group:ses' }],
      },
    ];
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/no-rule'] },
});
