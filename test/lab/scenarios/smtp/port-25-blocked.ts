import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Port 25 is blocked and the others work, as on EC2',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {}, 465: {}, 2587: {}, 2465: {}, 25: 'black-hole' } };
  },
  command: ['--only', 'smtp*', '--timeout', '8'],
  expect: { exitCode: 0, codes: [], infos: ['smtp/port-blocked'], statuses: { smtp: 'pass' } },
});
