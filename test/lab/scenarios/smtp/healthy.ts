import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'All five ports let a session in',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {}, 465: {}, 2587: {}, 2465: {}, 25: {} } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { smtp: 'pass', 'smtp-tls': 'pass', 'smtp-certificate': 'pass', 'smtp-credentials': 'skipped' },
  },
});
