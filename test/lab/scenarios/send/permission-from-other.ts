import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The policy holds for another From address',
  world({ region }) {
    region.principals[role] = [
      { effect: 'Allow', actions: ['ses:Send*'], resources: ['*'], from: 'noreply@example.com' },
    ];
  },
  command: ['--identity', 'hi@example.com', '--principal', role],
  expect: {
    exitCode: 1,
    codes: ['send/access-denied'],
    says: ['does not hold for ses:FromAddress hi@example.com', '--context-entries'],
  },
});
