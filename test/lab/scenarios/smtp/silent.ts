import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The connection stands, and nothing is ever said',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { banner: null } } };
  },
  command: ['--only', 'smtp*', '--timeout', '8'],
  expect: { exitCode: 1, codes: ['smtp/silent'] },
});
