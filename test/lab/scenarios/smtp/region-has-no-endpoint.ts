import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The Region has the API of SES and no SMTP endpoint',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {} } };
  },
  command: ['--only', 'smtp*', '--region', 'af-south-1', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/region-has-no-endpoint'] },
});
