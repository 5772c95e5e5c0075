import { mailOfStranger } from '../../other-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The answer of a customer was given as the message: nothing in it is judged',
  command: ['--message', 'answer.eml'],
  files: { 'answer.eml': mailOfStranger() },
  expect: {
    exitCode: 3,
    codes: ['message/not-sent-here'],
    statuses: { 'message-origin': 'unknown', message: 'skipped', 'message-dkim': 'skipped' },
  },
});
