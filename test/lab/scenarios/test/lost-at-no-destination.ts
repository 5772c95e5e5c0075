import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The configuration set publishes nowhere',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const set = region.configurationSets['transactional'];
    if (set !== undefined) set.eventDestinations = [];
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/lost-at-no-destination'] },
});
