import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'All but one From address is denied, and this is the one',
  world({ region }) {
    region.principals[role] = [
      { effect: 'Allow', actions: ['ses:*'], resources: ['*'] },
      {
        effect: 'Deny',
        actions: ['ses:Send*'],
        resources: ['*'],
        whereNot: { 'ses:FromAddress': 'news@example.com' },
      },
    ];
  },
  command: ['--identity', 'news@example.com', '--principal', role],
  expect: { exitCode: 0, codes: [], statuses: { 'send-permission news@example.com': 'pass' } },
});
