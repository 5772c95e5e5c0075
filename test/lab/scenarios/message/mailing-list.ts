import { fromSes, publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A mailing list added a footer and sent the message on',
  world: publishKeys,
  command: ['--message', 'mail.eml', '--only', 'message*'],
  files: {
    'mail.eml': `${receivedMail({
      envelopeSender: 'talk-bounces@lists.example',
      received: [
        'Authentication-Results: mx.final.example; dkim=fail (body hash did not verify) header.d=example.com; spf=pass smtp.mailfrom=lists.example; dmarc=fail header.from=example.com',
        'Received: from lists.example (lists.example [198.51.100.9]) by mx.final.example with ESMTPS; Sat, 21 Nov 2026 20:01:00 +0000',
        fromSes,
        'X-BeenThere: talk@lists.example',
      ],
    })}\r\n-- \r\ntalk mailing list`,
  },
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['message/forwarded'],
    notCodes: ['message/dkim-invalid', 'message/dmarc-failed', 'message/spf-failed'],
  },
});
