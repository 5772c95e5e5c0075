import { scenario } from '../../scenario.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'The policy of the queue lets SNS in for topics of another account only',
  world({ region }) {
    region.queues[queue] = {
      Policy: JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'sns.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: queue,
            Condition: { StringEquals: { 'aws:SourceAccount': '999988887777' } },
          },
        ],
      }),
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/queue-refuses'] },
});
