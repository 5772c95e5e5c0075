import { publishesDeliveries } from '../../event-channels.ts';
import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Two destinations publish to two topics, each other types: the queue hears both',
  world: ({ region }) => {
    region.sending = sendingWorld();
    publishesDeliveries(region);
  },
  command: ['test', 'example.com', '--tap', '--wait', '2m'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-arrival': 'pass', 'proof-outcomes': 'pass' } },
});
