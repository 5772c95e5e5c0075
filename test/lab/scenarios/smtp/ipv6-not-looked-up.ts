import { scenario } from '../../scenario.ts';

const name = 'email-smtp.eu-west-1.amazonaws.com';

export default scenario({
  title:
    'The AAAA records cannot be looked up, and IPv4 works: no error, and the report lists what was not tried',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {} } };
    world.dns.names[name] = { A: ['127.0.0.1'], AAAA: ['::1'] };
    world.dns.faults.push({ name, type: 'AAAA', kind: 'servfail' });
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 0, codes: [], statuses: { smtp: 'pass' } },
});
