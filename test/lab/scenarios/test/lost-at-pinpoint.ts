import { sendingWorld } from '../../aws/sending/world.ts';
import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The events go to Amazon Pinpoint, whose support ends',
  world: ({ region }) => {
    region.sending = sendingWorld();
    publishesTo(region, 'pinpoint');
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: ['proof/lost-at-pinpoint'] },
});
