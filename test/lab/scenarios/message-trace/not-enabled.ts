import { scenario } from '../../scenario.ts';
import { messageId } from '../../traced-message.ts';

export default scenario({
  title: 'A message cannot be traced while the Virtual Deliverability Manager is off',
  command: ['--message-id', messageId],
  expect: { exitCode: 3, codes: ['message-trace/not-enabled'] },
});
