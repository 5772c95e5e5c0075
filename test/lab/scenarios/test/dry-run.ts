import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A dry run says what would be sent, and sends nothing',
  world: ({ region }) => {
    region.sending = sendingWorld();
  },
  command: ['test', 'example.com', '--dry-run'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-sending': 'skipped' } },
});
