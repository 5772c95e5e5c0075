import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'Nothing answers HTTPS at a tracking domain that no link goes through',
  world(world) {
    tracksThrough(world, 'REQUIRE', []);
    world.dns.names['click.example.com'] = { A: ['127.77.0.1'] };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], infos: ['configuration-set/tracking-https'] },
});
