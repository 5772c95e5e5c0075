import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A web server answers in the place of SES',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { banner: 'HTTP/1.1 400 Bad Request' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/banner-unexpected'] },
});
