import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'The CDN in front of the tracking domain does not reach its origin',
  world(world) {
    const { dns } = world;
    tracksThrough(world, 'REQUIRE');
    dns.names['click.example.com'] = { A: ['127.0.0.1'] };
    world.web = { 'click.example.com': { status: 504, server: 'CloudFront' } };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['configuration-set/tracking-refuses'],
    says: ['does not reach what is behind it'],
  },
});
