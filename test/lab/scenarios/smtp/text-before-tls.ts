import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Something adds replies behind the answer to STARTTLS',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { starttls: 'injected' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 0, codes: ['smtp/text-before-tls'] },
});
