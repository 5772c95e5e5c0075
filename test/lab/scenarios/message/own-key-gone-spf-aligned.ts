import { fromSes, publishKeys, receivedMail, sesSignature } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Its own signature failed, and SPF aligns: DMARC passes by that',
  world: publishKeys,
  command: ['--identity', 'example.com', '--message', 'mail.eml', '--only', 'message'],
  files: {
    'mail.eml': receivedMail({
      signers: [{ domain: 'example.com', selector: 'gone' }, sesSignature],
      received: [
        'Authentication-Results: mx.receiver.example; spf=pass smtp.mailfrom=bounce.example.com; dkim=fail header.d=example.com; dkim=pass header.d=amazonses.com',
        fromSes,
      ],
    }),
  },
  expect: { exitCode: 1, codes: ['message/dkim-invalid'] },
});
