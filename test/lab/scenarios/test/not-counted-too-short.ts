import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'No counter rises within the time of --wait, which is too short for CloudWatch',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), mute: ['Send', 'Delivery', 'Bounce', 'Complaint'] };
  },
  command: ['test', 'example.com', '--wait', '30s'],
  expect: { exitCode: 3, codes: [], statuses: { 'proof-counts': 'unknown' } },
});
