import { publishesElsewhere } from '../../topic-elsewhere.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The topic is in another Region: a queue of the Region of the run is subscribed there, and hears every event',
  world: (world) => {
    publishesElsewhere(world);
  },
  command: ['test', 'example.com', '--tap', '--wait', '20s'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-arrival': 'pass', 'proof-left': 'pass' } },
});
