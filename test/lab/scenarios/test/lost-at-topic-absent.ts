import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The topic was deleted',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.topics = {};
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/lost-at-topic-policy'] },
});
