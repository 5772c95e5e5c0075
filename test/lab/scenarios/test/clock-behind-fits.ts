import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The clock of this machine is four minutes behind that of AWS: no event is late',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), aheadSeconds: 240 };
  },
  command: ['test', 'example.com', '--tap', '--wait', '2m'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-outcomes': 'pass', 'proof-arrival': 'pass' } },
});
