import { scenario } from '../../scenario.ts';
import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';

const username = 'AKIAIOSFODNN7EXAMPLE';
const password = `A${deriveSmtpPassword('an old key', 'eu-west-1').slice(1)}`.replace(/^../, 'Ag');

export default scenario({
  title: 'The password is of the kind made before 2019',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {} } };
  },
  command: ['--only', 'smtp*'],
  env: { SES_SMTP_USERNAME: username, SES_SMTP_PASSWORD: password },
  expect: { exitCode: 1, codes: ['smtp-credentials/password-legacy-signature'] },
});
