import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The built program verifies a received message, and finds its body changed',
  through: 'built',
  world: publishKeys,
  command: ['--message', '-', '--only', 'message*'],
  files: { '-': `${receivedMail()}\r\nadded on the way` },
  expect: {
    exitCode: 1,
    codes: ['message/dkim-invalid'],
    causes: ['message/dkim-invalid'],
    statuses: { message: 'pass', 'message-dkim': 'fail', 'message-content': 'pass' },
  },
});
