import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'No counter rises within ten minutes: not seen yet, which is no verdict',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), mute: ['Send', 'Delivery', 'Bounce', 'Complaint'] };
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-counts': 'skipped' } },
});
