import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'All five scenarios bring what they should, a bounce by the suppression list included',
  world: ({ region }) => {
    region.sending = {
      ...sendingWorld(),
      subtypes: { suppressionlist: 'Permanent/OnAccountSuppressionList' },
    };
  },
  command: ['test', 'example.com', '--tap', '--scenario', 'all', '--wait', '2m'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-outcomes': 'pass', 'proof-arrival': 'pass' } },
});
