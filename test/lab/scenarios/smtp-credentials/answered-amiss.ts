import { scenario } from '../../scenario.ts';
import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';

const username = 'AKIAIOSFODNN7EXAMPLE';
const password = deriveSmtpPassword('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'eu-west-1');

export default scenario({
  title: 'A login is answered with what no login is answered with: 250',
  world(world) {
    world.smtp = {
      numbers: 'free',
      ports: { 587: { replies: { AUTH: '250 2.0.0 Ok' } } },
    };
  },
  command: ['--only', 'smtp*'],
  env: { SES_SMTP_USERNAME: username, SES_SMTP_PASSWORD: password },
  expect: {
    exitCode: 3,
    codes: ['smtp-credentials/no-verdict'],
    saysNot: ['for now', 'Try again', 'a few minutes'],
  },
});
