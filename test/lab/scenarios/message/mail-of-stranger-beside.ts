import { mailOfStranger } from '../../other-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The answer of a customer was given beside a sender: the sender is looked at, the answer is not',
  command: ['--identity', 'example.com', '--message', 'answer.eml'],
  files: { 'answer.eml': mailOfStranger() },
  expect: {
    exitCode: 3,
    codes: ['message/not-sent-here'],
    statuses: { 'identity example.com': 'pass', 'message-dkim': 'skipped' },
  },
});
