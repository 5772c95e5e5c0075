import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A login that SES takes is offered beside one that it does not',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { mechanisms: 'XOAUTH2 LOGIN' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 0, codes: [], statuses: { smtp: 'pass' } },
});
