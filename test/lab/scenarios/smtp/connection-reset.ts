import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A middlebox resets the connection in the TLS handshake',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { reset: 'handshake' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/connection-reset'] },
});
