import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Other mail flows through the topic too: what failed is only likely to be of the test',
  world: ({ region }) => {
    region.sending = {
      ...sendingWorld(),
      failing: ['arn:aws:sqs:eu-west-1:111122223333:ses-feedback'],
    };
    region.metrics.push({
      namespace: 'AWS/SNS',
      name: 'NumberOfMessagesPublished',
      dimensions: { TopicName: 'ses-feedback' },
      points: [{ daysAgo: 0.02, value: 40 }],
    });
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: ['proof/lost-at-subscriber'], statuses: { 'proof-counts': 'warn' } },
});
