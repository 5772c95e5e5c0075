import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A proxy opens the TLS connection with a CA of its own',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { certificate: 'intercepted' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/certificate-untrusted'] },
});
