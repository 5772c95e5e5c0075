import { scenario } from '../../scenario.ts';
import { of, sent, messageId, traced } from '../../traced-message.ts';

export default scenario({
  title: 'A message that SES still tries to deliver',
  world(world) {
    traced(world, [sent, of('DELIVERY_DELAY')]);
  },
  command: ['--message-id', messageId],
  expect: { exitCode: 0, codes: ['message-trace/delayed'] },
});
