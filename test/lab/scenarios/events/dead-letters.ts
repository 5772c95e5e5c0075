import { scenario } from '../../scenario.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'What the subscriber did not take lies in the dead-letter queue',
  world({ region }) {
    const dead = `${queue}-dead`;
    const topic = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
    region.queues[dead] = { ...region.queues[queue], ApproximateNumberOfMessages: '37' };
    region.queues[dead]['Policy'] = (region.queues[dead]['Policy'] ?? '').replace(queue, dead);
    const world = region.topics[topic];
    if (world === undefined) throw new Error('the healthy world has a topic');
    world.subscriptionAttributes = {
      [`${topic}:4f1b2c3d-0000-4000-8000-000000000001`]: {
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead }),
      },
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/dead-letters'] },
});
