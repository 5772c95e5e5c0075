import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'All but one feedback address is denied, and none is given: a warning',
  world({ region }) {
    region.principals[role] = [
      { effect: 'Allow', actions: ['ses:*'], resources: ['*'] },
      {
        effect: 'Deny',
        actions: ['ses:Send*'],
        resources: ['*'],
        whereNot: { 'ses:FeedbackAddress': '*@example.com' },
      },
    ];
  },
  command: ['--identity', 'info@example.com', '--principal', role],
  expect: { exitCode: 0, codes: ['send/access-denied'] },
});
