import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

const mail = receivedMail({ body: 'Hello Ann,\r\n\r\nFrom now on we close at ten.\r\n' });

export default scenario({
  title: 'A message of a mailbox, which put a “>” before a line that begins with “From”',
  world: publishKeys,
  command: ['--message', 'mail.mbox', '--only', 'message*'],
  files: {
    'mail.mbox': `From news@example.com Sat Nov 21 20:00:00 2026\n${mail.replaceAll('\r\n', '\n').replace('\nFrom now', '\n>From now')}\n`,
  },
  expect: { exitCode: 0, codes: [], statuses: { 'message-dkim': 'pass' } },
});
