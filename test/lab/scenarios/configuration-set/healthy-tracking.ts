import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'The tracking domain answers a link that does not exist as SES does',
  world(world) {
    const { dns } = world;
    tracksThrough(world, 'REQUIRE');
    dns.names['click.example.com'] = { A: ['127.0.0.1'] };
    world.web = { 'click.example.com': { status: 404, server: 'nginx' } };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'configuration-set-tracking': 'pass' } },
});
