import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Six of seven events were counted when the time of --wait was up: no verdict',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), mute: ['Complaint'] };
  },
  command: ['test', 'example.com', '--wait', '2m'],
  expect: { exitCode: 3, codes: [], statuses: { 'proof-counts': 'unknown' } },
});
