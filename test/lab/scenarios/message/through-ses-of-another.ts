import { publishKeys, receivedMail, sesSignature } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The mail of a customer who sends through SES as well: that its sender is none here is no fault',
  world: publishKeys,
  command: ['--message', 'mail.eml', '--only', 'identity*', '--only', 'message*'],
  files: {
    'mail.eml': receivedMail({
      signers: [{ domain: 'other.example', selector: 's1' }, sesSignature],
    }).replaceAll('news@example.com', 'cy@other.example'),
  },
  expect: {
    exitCode: 3,
    codes: ['message/not-sent-here'],
    statuses: { 'message-origin': 'unknown', message: 'skipped', 'message-dkim': 'skipped' },
  },
});
