import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';
import { scenario } from '../../scenario.ts';

const password = deriveSmtpPassword('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'eu-west-1');

export default scenario({
  title: 'The reply to the login begins with 454 and does not end',
  world(world) {
    world.smtp = {
      numbers: 'free',
      ports: { 587: { replies: { AUTH: '454-Temporary authentication failure' } } },
    };
  },
  command: ['--only', 'smtp*', '--timeout', '3'],
  env: { SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE', SES_SMTP_PASSWORD: password },
  expect: {
    exitCode: 3,
    codes: ['smtp-credentials/no-answer'],
    statuses: { 'smtp-credentials': 'pass', 'smtp-credentials-accepted': 'unknown' },
  },
});
