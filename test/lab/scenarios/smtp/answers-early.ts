import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Something answers before it is asked',
  world(world) {
    world.smtp = {
      numbers: 'free',
      ports: {
        587: {
          banner: '220 email-smtp.amazonaws.com ESMTP SimpleEmailService\r\n250-a\r\n250 STARTTLS\r\n220 go',
        },
      },
    };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  expect: { exitCode: 1, codes: ['smtp/banner-unexpected'], says: ['it answers before it is asked'] },
});
