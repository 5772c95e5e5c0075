import { receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A message of the sender’s own address shows no trace of SES and no signature',
  command: ['--message', 'mail.eml', '--only', 'message-dkim', '--only', 'message-origin'],
  files: {
    'mail.eml': receivedMail({
      signers: [],
      received: [
        'Received: from mail.other.example (mail.other.example [198.51.100.9]) by mx.receiver.example with ESMTPS for <ann@receiver.example>; Sat, 21 Nov 2026 20:00:05 +0000',
      ],
      envelopeSender: 'news@example.com',
    }),
  },
  expect: { exitCode: 1, codes: ['message/unsigned'], statuses: { 'message-origin': 'pass' } },
});
