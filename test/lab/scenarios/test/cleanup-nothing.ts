import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nothing was left',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    aws.delayMs = 0;
  },
  command: ['test', '--cleanup'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-left': 'skipped' } },
});
