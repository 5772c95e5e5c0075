import { sendingWorld } from '../../aws/sending/world.ts';
import { countsBy } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The set counts in CloudWatch by a tag: the counters rise',
  world: ({ region }) => {
    region.sending = sendingWorld();
    countsBy(region, 'campaign');
  },
  command: ['test', 'example.com'],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { 'proof-counts': 'pass', 'proof-others': 'pass' },
  },
});
