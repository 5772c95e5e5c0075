import { scenario } from '../../scenario.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';
const topic = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'The policy of the queue denies other organizations, and leaves out the services of AWS',
  world({ region }) {
    region.queues[queue] = {
      Policy: JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'sns.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: queue,
            Condition: { ArnEquals: { 'aws:SourceArn': topic } },
          },
          {
            Sid: 'OnlyOurs',
            Effect: 'Deny',
            Principal: '*',
            Action: 'sqs:*',
            Resource: queue,
            Condition: {
              StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
              BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
            },
          },
        ],
      }),
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], notCodes: ['events/queue-refuses'] },
});
