import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A message to a real address bounces, as the insights of VDM say',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), insight: 'BOUNCE' };
    region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
  },
  command: ['test', 'example.com', '--to', 'someone@receiver.example', '--yes'],
  expect: { exitCode: 1, codes: ['proof/not-delivered'], statuses: { 'proof-delivery': 'fail' } },
});
