import { scenario } from '../../scenario.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'A queue for the whole account that insists on TLS, with a key of its own',
  world({ region }) {
    region.queues[queue] = {
      KmsMasterKeyId: 'alias/events',
      ApproximateNumberOfMessages: '12',
      Policy: JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: '*',
            Action: ['sqs:SendMessage', 'sqs:GetQueueUrl'],
            Resource: '*',
            Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } },
          },
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'sqs:*',
            Resource: queue,
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      }),
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'events-queues': 'pass' } },
});
