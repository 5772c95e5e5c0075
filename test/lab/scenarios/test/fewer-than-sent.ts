import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The complaint never comes: the topic took six events where these messages alone bring seven',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), mute: ['Complaint'] };
  },
  command: ['test', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['proof/fewer-than-sent'],
    statuses: { 'proof-counts': 'fail' },
    says: ['took 6, where these messages alone bring 7'],
  },
});
