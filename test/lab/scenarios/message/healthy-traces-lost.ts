import { ownSignature, publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'A gateway took the traces of SES out of the message: the selector of Easy DKIM is one of SES all the same',
  world: publishKeys,
  command: ['--identity', 'example.com', '--message', 'mail.eml', '--only', 'message*'],
  files: {
    'mail.eml': receivedMail({
      signers: [ownSignature],
      received: [
        'Received: from gw.filter.example (gw.filter.example [203.0.113.9]) by mx.receiver.example with ESMTPS for <ann@receiver.example>; Sat, 21 Nov 2026 20:00:05 +0000',
      ],
      envelopeSender: 'ann@filter.example',
    }),
  },
  expect: { exitCode: 0, codes: [], notCodes: ['message/not-through-ses'] },
});
