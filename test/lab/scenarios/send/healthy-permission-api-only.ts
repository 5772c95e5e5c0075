import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The role sends over the API alone',
  world({ region }) {
    region.principals[role] = [{ effect: 'Allow', actions: ['ses:SendEmail'], resources: ['*'] }];
  },
  command: ['--only', 'sandbox', '--only', 'send', '--identity', 'info@example.com', '--principal', role],
  expect: { exitCode: 0, codes: [], infos: ['send/access-denied'] },
});
