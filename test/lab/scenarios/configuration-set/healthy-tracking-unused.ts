import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'The tracking domain does not exist, and nothing tracks opens or clicks',
  world(world) {
    tracksThrough(world, 'REQUIRE', []);
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['configuration-set/tracking-domain-broken'],
    says: ['does not track opens or clicks'],
  },
});
