import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The queue behind the topic was deleted',
  world({ region }) {
    region.queues = {};
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/queue-refuses'] },
});
