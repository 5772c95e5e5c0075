import { sendingWorld } from '../../aws/sending/world.ts';
import { writesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The time given is shorter than the buffer of the stream: the bucket is unknown',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), writing: 'nothing' };
    writesTo(region);
  },
  command: ['test', 'example.com', '--tap', '--read-bucket', '--wait', '1m'],
  expect: { exitCode: 3, codes: [], statuses: { 'proof-buckets': 'unknown', 'proof-sending': 'pass' } },
});
