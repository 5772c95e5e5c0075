import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'A web server that knows every page answers at the tracking domain',
  world(world) {
    tracksThrough(world, 'REQUIRE');
    world.dns.names['click.example.com'] = { A: ['127.0.0.1'] };
    world.web = { 'click.example.com': { status: 200, server: 'nginx' } };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['configuration-set/tracking-refuses'],
    says: ['answer 200 to a link that cannot exist'],
  },
});
