import { scenario } from '../../scenario.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

export default scenario({
  title: 'The policy holds for the From address that is asked about',
  world({ region }) {
    region.principals[role] = [
      { effect: 'Allow', actions: ['ses:Send*'], resources: ['*'], from: 'noreply@example.com' },
    ];
  },
  command: ['--identity', 'noreply@example.com', '--principal', role],
  expect: { exitCode: 0, codes: [], notCodes: ['send/access-denied'] },
});
