import { writesTo } from '../../event-channels.ts';
import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The clock of this machine is four minutes behind: the objects of the stream are found all the same',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), aheadSeconds: 240 };
    writesTo(region);
  },
  command: ['test', 'example.com', '--tap', '--read-bucket'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-buckets': 'pass', 'proof-counts': 'pass' } },
});
