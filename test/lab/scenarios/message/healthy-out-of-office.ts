import { outOfOffice } from '../../other-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An out-of-office reply was given as the message: who is away is no sender, and nothing bounced',
  command: ['--message', 'reply.eml'],
  files: { 'reply.eml': outOfOffice },
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['bounce/auto-reply'],
    statuses: { 'identity news@example.com': 'pass' },
  },
});
