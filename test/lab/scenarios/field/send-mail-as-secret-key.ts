import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Gmail\'s page for "Send mail as" turns the secret key down that was entered as password',
  command: ['--symptom', '-', '--identity', 'example.com'],
  env: {
    SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE',
    SES_SMTP_PASSWORD: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  },
  files: {
    '-': `Couldn't verify your account. Authentication failed. Please check your username/password. Server returned error: "535 Authentication Credentials Invalid , code: 535" (email-smtp.eu-west-1.amazonaws.com, 587)`,
  },
  expect: {
    exitCode: 1,
    firstCause: 'smtp-credentials/password-is-secret-key',
    notCodes: ['identity/verification-failed'],
  },
});
