import { scenario } from '../../scenario.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'The queue has no policy at all',
  world({ region }) {
    region.queues[queue] = {};
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/queue-refuses'] },
});
