import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A message of a mailbox in which more was changed than a line that begins with “From”',
  world: publishKeys,
  command: ['--message', 'mail.mbox', '--only', 'message*'],
  files: {
    'mail.mbox': `From news@example.com Sat Nov 21 20:00:00 2026\n${receivedMail({
      body: 'Hello Ann,\r\n\r\nFrom now on we close at ten.\r\n',
    })
      .replace('\nFrom now', '\n>From now')
      .replace('at ten', 'at nine')}`,
  },
  expect: { exitCode: 1, codes: ['message/dkim-invalid'], statuses: { 'message-dkim': 'fail' } },
});
