import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A server takes STARTTLS and goes on in plain text',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { starttls: 'plain' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: {
    exitCode: 1,
    codes: ['smtp/tls-handshake-failed'],
    says: ['takes STARTTLS and goes on in plain text'],
    saysNot: [':starttls'],
  },
});
