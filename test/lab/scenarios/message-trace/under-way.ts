import { scenario } from '../../scenario.ts';
import { sent, messageId, traced } from '../../traced-message.ts';

export default scenario({
  title: 'A message of which nothing but the sending is known',
  world(world) {
    traced(world, [sent]);
  },
  command: ['--message-id', messageId],
  expect: { exitCode: 0, codes: [], infos: ['message-trace/under-way'] },
});
