import { scenario } from '../../scenario.ts';

const username = 'AKIAIOSFODNN7EXAMPLE';
const password = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

export default scenario({
  title: 'The password is the AWS secret key',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {} } };
  },
  command: ['--only', 'smtp*'],
  env: { SES_SMTP_USERNAME: username, SES_SMTP_PASSWORD: password },
  expect: { exitCode: 1, codes: ['smtp-credentials/password-is-secret-key'] },
});
