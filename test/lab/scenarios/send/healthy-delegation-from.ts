import { letPartnerSend, ownedArn } from '../../delegation.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The policy of the owner allows this From address',
  world(world) {
    letPartnerSend(world, '444455556666', {
      StringLike: { 'ses:FromAddress': 'news@example.com' },
    });
  },
  command: [
    ...['--only', 'send*'],
    ...['--source-arn', ownedArn],
    ...['--principal', 'arn:aws:iam::444455556666:role/mailer', '--identity', 'news@example.com'],
  ],
  expect: { exitCode: 0, codes: [], statuses: { 'send-delegation news@example.com': 'pass' } },
});
