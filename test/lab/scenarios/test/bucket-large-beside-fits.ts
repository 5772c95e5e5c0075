import { sendingWorld } from '../../aws/sending/world.ts';
import { writesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

const large = new Uint8Array(51 * 1024 * 1024);

export default scenario({
  title: 'A large object lies beside the small ones that hold the events',
  world: ({ region }) => {
    region.sending = sendingWorld();
    writesTo(region, { Prefix: 'all/!{firehose:random-string}/' });
    region.lake.buckets['events'] = { 'all/x/large': large };
    region.lake.writtenAt['events/all/x/large'] = new Date('2100-01-01T00:00:00Z');
  },
  command: ['test', 'example.com', '--tap', '--read-bucket'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-buckets': 'pass' } },
});
