import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A firewall strips STARTTLS',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { starttls: 'stripped' }, 465: {} } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/starttls-missing'], statuses: { smtp: 'pass', 'smtp-tls': 'fail' } },
});
