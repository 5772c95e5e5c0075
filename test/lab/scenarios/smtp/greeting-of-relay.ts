import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A relay greets on the port that was asked for: it is not SES, and no port is named as working',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { banner: '220 mail.corp.example ESMTP Postfix' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/banner-unexpected'], saysNot: ['this works from here'] },
});
