import { sendingWorld } from '../../aws/sending/world.ts';
import { writesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The function that transforms the records fails: the events stand below the error prefix',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), writing: 'failures' };
    writesTo(region, { Prefix: 'ses/' });
  },
  command: ['test', 'example.com', '--tap', '--read-bucket'],
  expect: { exitCode: 1, codes: ['proof/lost-at-stream-processing'] },
});
