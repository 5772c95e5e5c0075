import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'DNS does not know the endpoint',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {} } };
    world.dns.names['email-smtp.eu-west-1.amazonaws.com'] = {};
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/name-not-resolved'] },
});
