import { scenario } from '../../scenario.ts';
import { delivered, sent, messageId, traced } from '../../traced-message.ts';

export default scenario({
  title: 'A message that was taken',
  world(world) {
    traced(world, [delivered, sent]);
  },
  command: ['--message-id', messageId],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['message-trace/delivered'],
    statuses: { 'message-trace': 'pass' },
  },
});
