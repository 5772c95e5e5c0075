import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'The tracking domain of the links does not exist',
  world(world) {
    tracksThrough(world, undefined);
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['configuration-set/tracking-domain-broken'] },
});
