import { fromSes, publishKeys, receivedMail, sesSignature } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'Its own signature failed, the key is gone, and SPF is of SES: DMARC fails, though no receiver says so',
  world: publishKeys,
  command: [
    '--identity',
    'example.com',
    '--message',
    'mail.eml',
    '--only',
    'message',
    '--only',
    'message-dkim',
  ],
  files: {
    'mail.eml': receivedMail({
      signers: [{ domain: 'example.com', selector: 'gone' }, sesSignature],
      envelopeSender: '0102018f@eu-west-1.amazonses.com',
      received: [
        'Authentication-Results: mx.receiver.example; spf=pass smtp.mailfrom=eu-west-1.amazonses.com; dkim=fail header.d=example.com; dkim=pass header.d=amazonses.com',
        fromSes,
      ],
    }),
  },
  expect: {
    exitCode: 1,
    codes: ['message/dkim-invalid', 'message/dmarc-failed'],
    firstCause: 'message/dkim-invalid',
  },
});
