import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'Links have to be https, and nothing answers HTTPS at the tracking domain',
  world(world) {
    const { dns } = world;
    tracksThrough(world, 'REQUIRE');
    dns.names['click.example.com'] = { A: ['127.77.0.1'] };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['configuration-set/tracking-https'] },
});
