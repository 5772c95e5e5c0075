import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'IPv6 is refused where IPv4 works',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {} } };
    world.dns.names['email-smtp.eu-west-1.amazonaws.com'] = { A: ['127.0.0.1'], AAAA: ['::1'] };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 0, codes: ['smtp/ipv6-broken'], statuses: { smtp: 'warn' } },
});
