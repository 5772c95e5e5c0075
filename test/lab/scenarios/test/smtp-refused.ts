import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The SMTP endpoint refuses the password, and the refusal is read as a pasted reply is',
  world: (world) => {
    world.region.sending = sendingWorld();
    world.smtp = { numbers: 'free', ports: { 587: { users: {} } } };
  },
  command: ['test', 'example.com', '--via', 'smtp', '--scenario', 'success'],
  env: { SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE', SES_SMTP_PASSWORD: 'lab-password-of-nobody' },
  expect: {
    exitCode: 1,
    codes: [
      'proof/refused',
      'smtp-credentials/password-is-secret-key',
      'smtp-credentials/password-wrong-region',
      'smtp-credentials/rejected',
    ],
    statuses: { 'proof-sending': 'fail' },
  },
});
