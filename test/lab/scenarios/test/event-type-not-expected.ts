import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A destination for bounces alone is enough for a test of bounces',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const set = region.configurationSets['transactional'];
    for (const one of set?.eventDestinations ?? []) one.MatchingEventTypes = ['BOUNCE'];
  },
  command: ['test', 'example.com', '--scenario', 'bounce'],
  expect: { exitCode: 0, codes: [] },
});
