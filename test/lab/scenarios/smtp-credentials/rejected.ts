import { scenario } from '../../scenario.ts';
import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';

const username = 'AKIAI44QH8DHBEXAMPLE';
const password = deriveSmtpPassword('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'eu-west-1');

export default scenario({
  title: 'SES rejects credentials of the right form: 535',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {} } };
  },
  command: ['--only', 'smtp*'],
  env: { SES_SMTP_USERNAME: username, SES_SMTP_PASSWORD: password },
  expect: { exitCode: 1, codes: ['smtp-credentials/rejected'] },
});
