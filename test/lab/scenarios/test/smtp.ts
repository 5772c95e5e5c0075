import { takeBySmtp } from '../../aws/sending/ses.ts';
import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The messages go out by SMTP, and their events come back',
  world: (world) => {
    world.region.sending = sendingWorld();
    world.smtp = {
      numbers: 'free',
      ports: {
        587: {
          users: { AKIAIOSFODNN7EXAMPLE: 'lab-password-of-nobody' },
          takes: (mail) => takeBySmtp(mail, world.region),
        },
      },
    };
  },
  command: [
    ...['test', 'example.com', '--via', 'smtp', '--configuration-set', 'transactional'],
    ...['--tap', '--wait', '2m'],
  ],
  env: { SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE', SES_SMTP_PASSWORD: 'lab-password-of-nobody' },
  expect: { exitCode: 0, codes: [], statuses: { 'proof-sending': 'pass', 'proof-arrival': 'pass' } },
});
