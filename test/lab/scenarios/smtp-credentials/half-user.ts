import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Only the SMTP user name is set: nothing was mistyped',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {} } };
  },
  command: ['--only', 'smtp-credentials*', '--timeout', '20'],
  env: { SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE' },
  expect: {
    exitCode: 1,
    codes: ['smtp-credentials/password-malformed'],
    says: ['Set SES_SMTP_PASSWORD to the password', 'SES_SMTP_PASSWORD is not'],
    saysNot: ['Copy the password again', '0 characters', 'answers 535'],
  },
});
