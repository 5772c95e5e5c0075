import { publishesElsewhere } from '../../topic-elsewhere.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The topic is in another Region, whose CloudWatch counts',
  world: (world) => {
    publishesElsewhere(world);
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-counts': 'pass' } },
});
