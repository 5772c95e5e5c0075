import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The certificate is for another host',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 465: { certificate: 'wrong-name' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/certificate-name-mismatch'] },
});
