import { scenario } from '../../scenario.ts';
import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';

const username = 'AKIAIOSFODNN7EXAMPLE';
const password = deriveSmtpPassword('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'eu-west-1');

export default scenario({
  title: 'SES cannot judge the credentials for now: 454',
  world(world) {
    world.smtp = {
      numbers: 'free',
      ports: { 587: { replies: { AUTH: '454 Temporary authentication failure' } } },
    };
  },
  command: ['--only', 'smtp*'],
  env: { SES_SMTP_USERNAME: username, SES_SMTP_PASSWORD: password },
  expect: { exitCode: 3, codes: ['smtp-credentials/temporary-failure'] },
});
