import { scenario } from '../../scenario.ts';
import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';

const username = 'AKIAIOSFODNN7EXAMPLE';
const password = deriveSmtpPassword('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'eu-west-1');

export default scenario({
  title: 'What answers refuses every login, and says nothing about the credentials: 550',
  world(world) {
    world.smtp = {
      numbers: 'free',
      ports: { 587: { replies: { AUTH: '550 5.7.1 Access denied' } } },
    };
  },
  command: ['--only', 'smtp*'],
  env: { SES_SMTP_USERNAME: username, SES_SMTP_PASSWORD: password },
  expect: {
    exitCode: 1,
    codes: ['smtp-credentials/no-verdict'],
    saysNot: ['for now', 'Try again', 'a few minutes'],
  },
});
