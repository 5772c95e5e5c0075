import { sendingWorld } from '../../aws/sending/world.ts';
import { writesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The stream writes the events to its bucket, packed with gzip: they are seen there',
  world: ({ region }) => {
    region.sending = sendingWorld();
    writesTo(region);
  },
  command: ['test', 'example.com', '--tap', '--read-bucket'],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { 'proof-buckets': 'pass', 'proof-outcomes': 'pass', 'proof-arrival': 'skipped' },
  },
});
