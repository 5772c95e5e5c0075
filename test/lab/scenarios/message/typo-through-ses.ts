import { publishKeys, receivedMail, sesSignature } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES sent the message, and its From address is no identity: that stays an error',
  world: publishKeys,
  command: [
    '--message',
    'mail.eml',
    '--only',
    'identity',
    '--only',
    'message-dkim',
    '--only',
    'message-origin',
  ],
  files: {
    'mail.eml': receivedMail({ signers: [sesSignature] }).replaceAll(
      'news@example.com',
      'news@other.example',
    ),
  },
  expect: {
    exitCode: 1,
    codes: ['identity/domain-takes-no-mail', 'identity/not-found', 'message/dkim-unaligned'],
  },
});
