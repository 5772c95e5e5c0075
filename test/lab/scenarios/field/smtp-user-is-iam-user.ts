import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The keys of an IAM user work in the SDK, and as SMTP password the secret key is refused',
  command: ['--symptom', 'mailer.log', '--identity', 'example.com'],
  env: {
    SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE',
    SES_SMTP_PASSWORD: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  },
  files: {
    'mailer.log':
      'Error: Invalid login: 535 Authentication Credentials Invalid { code: EAUTH, command: AUTH PLAIN }',
  },
  expect: { exitCode: 1, firstCause: 'smtp-credentials/password-is-secret-key' },
});
