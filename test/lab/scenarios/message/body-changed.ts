import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A gateway of the sender adds a disclaimer after SES has signed',
  world: publishKeys,
  command: ['--message', 'mail.eml', '--only', 'message-dkim'],
  files: { 'mail.eml': `${receivedMail()}\r\nThis e-mail is confidential.` },
  expect: { exitCode: 1, codes: ['message/dkim-invalid'], causes: ['message/dkim-invalid'] },
});
