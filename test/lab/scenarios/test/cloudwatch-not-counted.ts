import { sendingWorld } from '../../aws/sending/world.ts';
import { countsBy } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The set counts in CloudWatch, and nothing is counted: not seen yet',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), mute: ['Send', 'Delivery', 'Bounce', 'Complaint'] };
    countsBy(region, 'ses:configuration-set');
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-counts': 'skipped' } },
});
