import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The session of a role',
  world({ region }) {
    region.principals[role] = [{ effect: 'Allow', actions: ['ses:Send*'], resources: ['*'] }];
  },
  command: [
    '--identity',
    'info@example.com',
    '--principal',
    'arn:aws:sts::111122223333:assumed-role/mailer/app',
  ],
  expect: { exitCode: 0, codes: [], statuses: { 'send-permission info@example.com': 'pass' } },
});
