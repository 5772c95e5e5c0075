import { scenario } from '../../scenario.ts';
import { delivered, of, sent, messageId, traced } from '../../traced-message.ts';

export default scenario({
  title: 'A recipient called the message spam',
  world(world) {
    traced(world, [sent, delivered, of('COMPLAINT')]);
  },
  command: ['--message-id', messageId],
  expect: { exitCode: 1, codes: ['message-trace/complained'] },
});
