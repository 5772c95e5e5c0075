import { scenario } from '../../scenario.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'The queue is encrypted with the key that AWS manages',
  world({ region }) {
    region.queues[queue] = { ...region.queues[queue], KmsMasterKeyId: 'alias/aws/sqs' };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/queue-refuses'] },
});
