import { scenario } from '../../scenario.ts';
import { messageId } from '../../traced-message.ts';

export default scenario({
  title: 'A message may not be traced',
  world({ region, aws }) {
    region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
    aws.faults.push({ op: 'GetMessageInsights', kind: 'deny' });
  },
  command: ['--message-id', messageId],
  expect: { exitCode: 3, codes: ['access/denied'], statuses: { 'message-trace': 'unknown' } },
});
