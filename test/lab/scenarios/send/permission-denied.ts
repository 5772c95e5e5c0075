import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'A Deny overrides what is allowed',
  world({ region }) {
    region.principals[role] = [
      { effect: 'Allow', actions: ['*'], resources: ['*'] },
      { effect: 'Deny', actions: ['ses:Send*'], resources: ['*:identity/*'] },
    ];
  },
  command: ['--identity', 'info@example.com', '--principal', role],
  expect: { exitCode: 1, codes: ['send/access-denied'] },
});
