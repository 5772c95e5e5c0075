import { letPartnerSend, ownedArn } from '../../delegation.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The owner has no policy for who sends',
  world(world) {
    letPartnerSend(world, 'arn:aws:iam::444455556666:role/mailer');
  },
  command: [...['--source-arn', ownedArn], ...['--principal', 'arn:aws:iam::444455556666:role/campaigns']],
  expect: { exitCode: 1, codes: ['send/cross-account-identity'] },
});
