import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A message that was sent with a line that begins with “>From”',
  world: publishKeys,
  command: ['--message', 'mail.eml', '--only', 'message*'],
  files: { 'mail.eml': receivedMail({ body: 'Hello Ann,\r\n\r\n>From now on we close at ten.\r\nOh.\r\n' }) },
  expect: { exitCode: 0, codes: [], statuses: { 'message-dkim': 'pass' } },
});
