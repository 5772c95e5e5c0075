import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The server is busy: 421 instead of a greeting, which says nothing of the next try',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { banner: '421 Too many concurrent SMTP connections' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 3, codes: ['smtp/reply-unexpected'] },
});
