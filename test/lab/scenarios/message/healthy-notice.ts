import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'What a program of the sender wrote is a message like any other',
  world: publishKeys,
  command: ['--message', 'mail.eml'],
  files: { 'mail.eml': receivedMail({ fields: ['Auto-Submitted: auto-generated'] }) },
  expect: { exitCode: 0, codes: [], statuses: { message: 'pass', 'message-dkim': 'pass' } },
});
