import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The server closes the connection at the login, and the password is a secret key: its form shows that without a server',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: { hangsUpAt: 'AUTH' } } };
  },
  command: ['--only', 'smtp*', '--timeout', '20'],
  env: {
    SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE',
    SES_SMTP_PASSWORD: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  },
  expect: { exitCode: 1, codes: ['smtp-credentials/no-answer', 'smtp-credentials/password-is-secret-key'] },
});
