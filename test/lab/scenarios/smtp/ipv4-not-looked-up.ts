import { scenario } from '../../scenario.ts';

const name = 'email-smtp.eu-west-1.amazonaws.com';

export default scenario({
  title: 'The A records cannot be looked up, and IPv6 is refused: nothing is known of the ports',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {} } };
    world.dns.names[name] = { A: ['127.0.0.1'], AAAA: ['::1'] };
    world.dns.faults.push({ name, type: 'A', kind: 'servfail' });
  },
  command: ['--only', 'smtp*', '--smtp-port', '587', '--timeout', '20'],
  expect: { exitCode: 3, codes: [], statuses: { smtp: 'unknown' }, saysNot: ['was refused'] },
});
