import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The account is in the sandbox: the simulator may be written to all the same',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.account.ProductionAccessEnabled = false;
  },
  command: ['test', 'example.com', '--tap', '--wait', '2m'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-arrival': 'pass' } },
});
