import { scenario } from '../../scenario.ts';
import { of, sent, messageId, traced } from '../../traced-message.ts';

export default scenario({
  title: 'A message that SES found a virus in',
  world(world) {
    traced(world, [sent, of('REJECT')]);
  },
  command: ['--message-id', messageId],
  expect: { exitCode: 1, codes: ['message-trace/not-sent'] },
});
