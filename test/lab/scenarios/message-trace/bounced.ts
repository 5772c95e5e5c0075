import { scenario } from '../../scenario.ts';
import { bounced, sent, messageId, traced } from '../../traced-message.ts';

export default scenario({
  title: 'A message that bounced, in the words of the rules for bounces',
  world(world) {
    traced(world, [sent, bounced('smtp; 550 5.1.1 user unknown')]);
  },
  command: ['--message-id', messageId],
  expect: { exitCode: 1, codes: ['message-trace/bounced'] },
});
