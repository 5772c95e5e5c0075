import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'The CDN in front of the tracking domain does not pass the Host header on, and SES refuses',
  world(world) {
    const { dns } = world;
    tracksThrough(world, 'REQUIRE');
    dns.names['click.example.com'] = { A: ['127.0.0.1'] };
    world.web = { 'click.example.com': { status: 403, server: 'CloudFront' } };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['configuration-set/tracking-refuses'],
    says: ['pass the Host header (click.example.com) on'],
    notCodes: ['configuration-set/tracking-https'],
  },
});
