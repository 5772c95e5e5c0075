import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';
import { scenario } from '../../scenario.ts';

const password = deriveSmtpPassword('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'eu-west-1');

export default scenario({
  title: 'The server asks for the password and closes the connection',
  world(world) {
    // The lab answers AUTH as it is told to, and reads the user name that follows as a command.
    world.smtp = {
      numbers: 'free',
      ports: {
        587: {
          mechanisms: 'LOGIN',
          replies: { AUTH: '334 VXNlcm5hbWU6' },
          hangsUpAt: 'QUTJQULPU0ZPRE5ON0VYQU1QTEU=',
        },
      },
    };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  env: { SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE', SES_SMTP_PASSWORD: password },
  expect: {
    exitCode: 3,
    codes: ['smtp-credentials/no-answer'],
    statuses: { 'smtp-credentials': 'pass', 'smtp-credentials-accepted': 'unknown' },
  },
});
