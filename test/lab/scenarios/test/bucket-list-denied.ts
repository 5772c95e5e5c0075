import { sendingWorld } from '../../aws/sending/world.ts';
import { writesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The objects of the stream may not be listed: the bucket is unknown, the rest is told',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    writesTo(region);
    aws.faults.push({ kind: 'deny', op: 'ListObjectsV2' });
  },
  command: ['test', 'example.com', '--tap', '--read-bucket'],
  expect: {
    exitCode: 3,
    codes: [],
    statuses: { 'proof-buckets': 'unknown', 'proof-sending': 'pass', 'proof-counts': 'pass' },
  },
});
