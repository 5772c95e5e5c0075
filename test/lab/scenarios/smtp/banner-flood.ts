import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'What answers sends ten megabytes without a line end',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { floodBytes: 10_000_000 } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/banner-unexpected'] },
});
