import { sendingWorld } from '../../aws/sending/world.ts';
import { countsBy } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The set counts in CloudWatch by what SES alone knows: nobody can see it from here, and why',
  world: ({ region }) => {
    region.sending = sendingWorld();
    countsBy(region, 'ses:source-ip');
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-counts': 'skipped', 'proof-others': 'skipped' } },
});
