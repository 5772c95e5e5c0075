import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The certificate has expired',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { certificate: 'expired' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/certificate-expired'] },
});
