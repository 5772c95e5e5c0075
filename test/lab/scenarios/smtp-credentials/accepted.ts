import { scenario } from '../../scenario.ts';
import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';

const username = 'AKIAIOSFODNN7EXAMPLE';
const password = deriveSmtpPassword('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'eu-west-1');

export default scenario({
  title: 'The SMTP credentials are accepted',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { users: { [username]: password } } } };
  },
  command: ['--only', 'smtp*'],
  env: { SES_SMTP_USERNAME: username, SES_SMTP_PASSWORD: password },
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { 'smtp-credentials': 'pass', 'smtp-credentials-accepted': 'pass' },
  },
});
