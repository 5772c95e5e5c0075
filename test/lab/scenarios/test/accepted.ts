import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES takes the messages of the three default scenarios',
  world: ({ region }) => {
    region.sending = sendingWorld();
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-sending': 'pass' } },
});
