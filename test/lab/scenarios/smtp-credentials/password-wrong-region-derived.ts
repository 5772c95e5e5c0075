import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';
import { scenario } from '../../scenario.ts';

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

export default scenario({
  title: 'The password is for another Region, which the secret key of the same access key proves offline',
  world(world) {
    world.aws.credentials = { accessKeyId, secretAccessKey };
  },
  command: ['--only', 'smtp*', '--no-smtp'],
  env: {
    SES_SMTP_USERNAME: accessKeyId,
    SES_SMTP_PASSWORD: deriveSmtpPassword(secretAccessKey, 'us-west-2'),
  },
  expect: { exitCode: 1, codes: ['smtp-credentials/password-wrong-region'] },
});
