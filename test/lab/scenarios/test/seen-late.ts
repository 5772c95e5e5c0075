import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The events come, five minutes after the messages',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), lateSeconds: 300 };
  },
  command: ['test', 'example.com', '--tap', '--wait', '10m'],
  expect: { exitCode: 0, codes: ['proof/seen-late'], statuses: { 'proof-arrival': 'pass' } },
});
