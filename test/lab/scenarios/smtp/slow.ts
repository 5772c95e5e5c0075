import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The greeting comes a few bytes a second',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { dripMs: 300 } } };
  },
  command: ['--only', 'smtp*', '--timeout', '8'],
  expect: { exitCode: 1, codes: ['smtp/slow'] },
});
