import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The topic was deleted',
  world({ region }) {
    region.topics = {};
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['events/topic-unreachable'] },
});
