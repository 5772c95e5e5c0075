import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'What answers offers no login that a client of SES can use',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { mechanisms: 'CRAM-MD5 XOAUTH2' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/login-not-offered'] },
});
