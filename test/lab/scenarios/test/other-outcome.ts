import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The message that should bounce hard is held back by the suppression list',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), subtypes: { bounce: 'Permanent/OnAccountSuppressionList' } };
  },
  command: ['test', 'example.com', '--tap', '--scenario', 'bounce', '--wait', '2m'],
  expect: { exitCode: 0, codes: ['proof/other-outcome'], statuses: { 'proof-outcomes': 'warn' } },
});
