import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The clock of this machine is four minutes ahead of that of AWS: the events are counted',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), aheadSeconds: -240 };
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-counts': 'pass' } },
});
