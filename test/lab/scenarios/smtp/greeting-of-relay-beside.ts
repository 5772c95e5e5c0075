import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A relay greets on one port, and SES on another: that one is the step',
  world(world) {
    world.smtp = {
      numbers: 'free',
      ports: { 587: { banner: '220 mail.corp.example ESMTP Postfix' }, 465: { tls: 'implicit' } },
    };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: {
    exitCode: 1,
    codes: ['smtp/banner-unexpected'],
    says: ['with implicit TLS (often called SSL): this works from here'],
  },
});
