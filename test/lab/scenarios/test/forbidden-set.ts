import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The configuration set does not exist: nothing is sent',
  world: ({ region }) => {
    region.sending = sendingWorld();
  },
  command: ['test', 'example.com', '--configuration-set', 'transactionl'],
  expect: {
    exitCode: 1,
    codes: ['configuration-set/not-found'],
    statuses: { 'proof-sending': 'skipped' },
  },
});
