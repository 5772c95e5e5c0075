import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The server refuses the session: 554 instead of an answer to EHLO',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { replies: { EHLO: '554 5.7.1 Go away' } } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/reply-unexpected'] },
});
