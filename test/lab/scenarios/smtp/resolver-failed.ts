import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The resolver fails on the endpoint: unknown, not missing',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {} } };
    world.dns.faults.push({ name: 'email-smtp.eu-west-1.amazonaws.com', kind: 'servfail' });
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 3, codes: [], statuses: { smtp: 'unknown' } },
});
