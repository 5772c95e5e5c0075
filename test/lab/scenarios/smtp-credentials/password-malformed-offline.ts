import { scenario } from '../../scenario.ts';

const username = 'AKIAIOSFODNN7EXAMPLE';
const password = 'hunter2';

export default scenario({
  title: 'The form of the password is judged without a connection',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {} } };
  },
  command: ['--only', 'smtp*', '--no-smtp'],
  env: { SES_SMTP_USERNAME: username, SES_SMTP_PASSWORD: password },
  expect: {
    exitCode: 1,
    codes: ['smtp-credentials/password-malformed'],
    statuses: { smtp: 'skipped', 'smtp-credentials-accepted': 'skipped' },
  },
});
