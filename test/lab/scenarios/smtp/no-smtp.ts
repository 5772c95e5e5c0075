import { scenario } from '../../scenario.ts';

export default scenario({
  title: '--no-smtp leaves the endpoint alone',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: 'closed' } };
  },
  command: ['--only', 'smtp*', '--no-smtp'],
  expect: {
    exitCode: 3,
    codes: [],
    statuses: { smtp: 'skipped', 'smtp-tls': 'skipped', 'smtp-certificate': 'skipped' },
  },
});
