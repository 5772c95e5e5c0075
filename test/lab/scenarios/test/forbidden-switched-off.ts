import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Somebody switched sending off: nothing is sent',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.account.SendingEnabled = false;
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['sending/disabled-by-you'], statuses: { 'proof-sending': 'skipped' } },
});
