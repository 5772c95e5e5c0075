import { sendingWorld } from '../../aws/sending/world.ts';
import { writesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The bucket of the stream is gone',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), writing: 'nothing' };
    writesTo(region);
    region.lake.buckets = {};
  },
  command: ['test', 'example.com', '--tap', '--read-bucket'],
  expect: { exitCode: 1, codes: ['proof/lost-at-bucket'] },
});
