import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A firewall on this host refuses every port',
  world(world) {
    world.smtp = {
      numbers: 'free',
      ports: { 587: 'closed', 465: 'closed', 2587: 'closed', 2465: 'closed', 25: 'closed' },
    };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/connection-refused'] },
});
