import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The server closes the connection at the login, and other Regions were to be tried: that question has no answer',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { hangsUpAt: 'AUTH' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20', '--try-regions'],
  env: {
    SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE',
    SES_SMTP_PASSWORD: deriveSmtpPassword('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'eu-west-1'),
  },
  expect: { exitCode: 3, codes: ['smtp-credentials/no-answer'], statuses: { 'smtp-credentials': 'unknown' } },
});
