import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';
import { scenario } from '../../scenario.ts';

const password = deriveSmtpPassword('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'eu-west-1');

export default scenario({
  title:
    'The server closes the connection at the login: the form of the credentials is in order all the same',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { hangsUpAt: 'AUTH' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  env: { SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE', SES_SMTP_PASSWORD: password },
  expect: {
    exitCode: 3,
    codes: ['smtp-credentials/no-answer'],
    statuses: { 'smtp-credentials': 'pass', 'smtp-credentials-accepted': 'unknown' },
  },
});
