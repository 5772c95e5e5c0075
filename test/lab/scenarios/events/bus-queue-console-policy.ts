import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'The queue behind the rule is open to one role of the account, and not to EventBridge',
  world({ region }) {
    publishesTo(region, 'eventbridge');
    region.rules = [
      {
        rule: { Name: 'ses', EventPattern: '{"source":["aws.ses"]}' },
        targets: [{ Id: '1', Arn: queue }],
      },
    ];
    region.queues[queue] = {
      Policy: JSON.stringify({
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:role/worker' },
          Action: 'sqs:*',
          Resource: queue,
        },
      }),
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/queue-refuses'] },
});
