import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';
import { scenario } from '../../scenario.ts';

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';

export default scenario({
  title: 'The password was made from another secret key, which the right one proves offline',
  world(world) {
    world.aws.credentials = { accessKeyId, secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
  },
  command: ['--only', 'smtp*', '--no-smtp'],
  env: {
    SES_SMTP_USERNAME: accessKeyId,
    SES_SMTP_PASSWORD: deriveSmtpPassword('je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY', 'eu-west-1'),
  },
  expect: { exitCode: 1, codes: ['smtp-credentials/password-of-another-key'] },
});
