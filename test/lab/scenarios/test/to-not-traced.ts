import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The insights say nothing of the message within ten minutes',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), insight: null };
    region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
  },
  command: ['test', 'example.com', '--to', 'someone@receiver.example', '--yes'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-delivery': 'skipped' } },
});
