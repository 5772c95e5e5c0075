import { letPartnerSend, ownedArn } from '../../delegation.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The policy of the owner allows another From address',
  world(world) {
    letPartnerSend(world, '444455556666', {
      StringLike: { 'ses:FromAddress': 'news@example.com' },
    });
  },
  command: [
    ...['--source-arn', ownedArn],
    ...['--principal', 'arn:aws:iam::444455556666:role/mailer', '--identity', 'orders@example.com'],
  ],
  expect: { exitCode: 1, codes: ['send/cross-account-identity'], says: ['as orders@example.com'] },
});
