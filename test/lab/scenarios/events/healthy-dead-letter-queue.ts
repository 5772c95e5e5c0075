import { scenario } from '../../scenario.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'A dead-letter queue that is empty',
  world({ region }) {
    const dead = `${queue}-dead`;
    region.queues[dead] = {};
    region.queues[queue] = {
      ...region.queues[queue],
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead, maxReceiveCount: 5 }),
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'events-queues': 'pass' } },
});
