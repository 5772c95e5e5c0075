import { letPartnerSend, ownedArn } from '../../delegation.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The policy of the owner allows who sends',
  world(world) {
    letPartnerSend(world, 'arn:aws:iam::444455556666:role/mailer');
  },
  command: [...['--source-arn', ownedArn], ...['--principal', 'arn:aws:iam::444455556666:role/mailer']],
  expect: { exitCode: 0, codes: [], statuses: { 'send-delegation example.com': 'pass' } },
});
