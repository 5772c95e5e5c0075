import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'The tracking domain does not exist, and only opens are tracked',
  world(world) {
    tracksThrough(world, 'REQUIRE', ['OPEN']);
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['configuration-set/tracking-domain-broken'],
    says: ['Opens are not counted. Links are not affected'],
  },
});
