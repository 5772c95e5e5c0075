import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';
import { scenario } from '../../scenario.ts';

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

export default scenario({
  title: '535, and the password was derived for another Region',
  world(world) {
    world.aws.credentials = { accessKeyId, secretAccessKey };
  },
  command: ['--symptom', '-', '--only', 'client'],
  files: {
    '-': "smtplib.SMTPAuthenticationError: (535, b'Authentication Credentials Invalid') email-smtp.eu-west-1.amazonaws.com",
  },
  env: {
    SES_SMTP_USERNAME: accessKeyId,
    SES_SMTP_PASSWORD: deriveSmtpPassword(secretAccessKey, 'us-west-2'),
  },
  expect: {
    exitCode: 1,
    codes: ['smtp-credentials/password-wrong-region', 'smtp-credentials/rejected'],
    causes: ['smtp-credentials/password-wrong-region'],
  },
});
