import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A message to a real address is delivered, as the insights of VDM say',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), insight: 'DELIVERY' };
    region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
  },
  command: ['test', 'example.com', '--to', 'someone@receiver.example', '--yes'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-delivery': 'pass' } },
});
