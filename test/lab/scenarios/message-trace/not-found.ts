import { scenario } from '../../scenario.ts';
import { messageId } from '../../traced-message.ts';

export default scenario({
  title: 'A message that SES keeps nothing about',
  world({ region }) {
    region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
  },
  command: ['--message-id', messageId],
  expect: { exitCode: 3, codes: ['message-trace/not-found'] },
});
