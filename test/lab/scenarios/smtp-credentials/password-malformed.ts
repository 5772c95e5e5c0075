import { scenario } from '../../scenario.ts';
import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';

const username = 'AKIAIOSFODNN7EXAMPLE';
const password = `${deriveSmtpPassword('some key', 'eu-west-1')}\n`;

export default scenario({
  title: 'A line end came along with the password',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {} } };
  },
  command: ['--only', 'smtp*'],
  env: { SES_SMTP_USERNAME: username, SES_SMTP_PASSWORD: password },
  expect: { exitCode: 1, codes: ['smtp-credentials/password-malformed'] },
});
