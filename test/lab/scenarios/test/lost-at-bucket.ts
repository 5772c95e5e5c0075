import { sendingWorld } from '../../aws/sending/world.ts';
import { writesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The stream takes the events and writes none of them within its buffer and five minutes',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), writing: 'nothing' };
    writesTo(region);
  },
  command: ['test', 'example.com', '--tap', '--read-bucket'],
  expect: { exitCode: 1, codes: ['proof/lost-at-bucket'] },
});
