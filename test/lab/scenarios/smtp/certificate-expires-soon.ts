import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The certificate ends in five days',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { certificate: 'ending' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 0, codes: ['smtp/certificate-expires-soon'] },
});
