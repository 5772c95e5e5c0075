import { scenario } from '../../scenario.ts';
import { tracksThrough } from '../../tracking.ts';

export default scenario({
  title: 'Cloudflare wants TLS of the tracking host, which has no certificate for the name',
  world(world) {
    tracksThrough(world, 'OPTIONAL');
    world.dns.names['click.example.com'] = { A: ['127.0.0.1'] };
    world.web = { 'click.example.com': { status: 525, server: 'cloudflare' } };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['configuration-set/tracking-refuses'],
    says: ['the TLS handshake with the origin fails'],
  },
});
