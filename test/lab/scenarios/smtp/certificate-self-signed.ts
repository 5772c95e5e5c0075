import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The certificate is signed by nobody but itself',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { certificate: 'self-signed' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/certificate-untrusted'] },
});
