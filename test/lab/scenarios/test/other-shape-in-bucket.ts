import { sendingWorld } from '../../aws/sending/world.ts';
import { writesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The stream writes records of a shape of its own: they came, and nothing is wrong',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), writing: 'other shape' };
    writesTo(region);
  },
  command: ['test', 'example.com', '--tap', '--read-bucket'],
  expect: { exitCode: 0, codes: [], infos: ['proof/other-shape-in-bucket'] },
});
