import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'One From address is denied, and only the domain is given: no tick',
  world({ region }) {
    region.principals[role] = [
      { effect: 'Allow', actions: ['ses:*'], resources: ['*'] },
      { effect: 'Deny', actions: ['ses:Send*'], resources: ['*'], from: 'news@example.com' },
    ];
  },
  command: ['--identity', 'example.com', '--principal', role],
  expect: { exitCode: 0, codes: [], statuses: { 'send-permission example.com': 'skipped' } },
});
