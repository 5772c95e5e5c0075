import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A firewall drops every port',
  world(world) {
    world.smtp = {
      numbers: 'free',
      ports: {
        587: 'black-hole',
        465: 'black-hole',
        2587: 'black-hole',
        2465: 'black-hole',
        25: 'black-hole',
      },
    };
  },
  command: ['--only', 'smtp*', '--timeout', '8'],
  expect: {
    exitCode: 1,
    codes: ['smtp/port-blocked'],
    statuses: { smtp: 'fail', 'smtp-tls': 'skipped', 'smtp-certificate': 'skipped' },
  },
});
