import { scenario } from '../../scenario.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: "Beside the console's own statement there is one that lets SNS in for the account",
  world({ region }) {
    region.queues[queue] = {
      Policy: JSON.stringify({
        Statement: [
          {
            Sid: '__owner_statement',
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::111122223333:root' },
            Action: 'SQS:*',
            Resource: queue,
          },
          {
            Effect: 'Allow',
            Principal: { Service: 'sns.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: queue,
            Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
          },
        ],
      }),
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'events-queues': 'pass' } },
});
