import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'The tracking domain leads to the tracking host of the Region',
  world(world) {
    tracksThrough(world, 'OPTIONAL');
    world.dns.names['click.example.com'] = { CNAME: ['r.eu-west-1.awstrack.me'] };
    world.dns.names['r.eu-west-1.awstrack.me'] = { A: ['127.0.0.1'] };
    world.web = { 'click.example.com': { status: 404 } };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'configuration-set-tracking': 'pass' } },
});
