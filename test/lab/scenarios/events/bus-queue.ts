import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The queue behind the rule lets SNS in only',
  world({ region }) {
    publishesTo(region, 'eventbridge');
    region.rules = [
      {
        rule: { Name: 'ses', EventPattern: '{"source":["aws.ses"]}' },
        targets: [{ Id: '1', Arn: 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback' }],
      },
    ];
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/queue-refuses'] },
});
