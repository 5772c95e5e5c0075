import { scenario } from '../../scenario.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'The queue has the policy that the console gives a new one, which is for its own account alone',
  world({ region }) {
    region.queues[queue] = {
      Policy: JSON.stringify({
        Version: '2008-10-17',
        Id: '__default_policy_ID',
        Statement: [
          {
            Sid: '__owner_statement',
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::111122223333:root' },
            Action: 'SQS:*',
            Resource: queue,
          },
        ],
      }),
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/queue-refuses'] },
});
