import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'Nothing answers HTTPS at the tracking domain, and https links keep their scheme',
  world(world) {
    const { dns } = world;
    tracksThrough(world, 'OPTIONAL');
    dns.names['click.example.com'] = { A: ['127.77.0.1'] };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['configuration-set/tracking-https'] },
});
