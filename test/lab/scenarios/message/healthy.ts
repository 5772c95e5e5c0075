import { fromSes, publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A received message that passes everything',
  world: publishKeys,
  command: ['--message', 'mail.eml', '--only', 'message*'],
  files: {
    'mail.eml': receivedMail({
      received: [
        'Authentication-Results: mx.receiver.example; dkim=pass header.d=example.com; spf=pass smtp.mailfrom=bounce.example.com; dmarc=pass header.from=example.com',
        fromSes,
      ],
    }),
  },
  expect: {
    exitCode: 0,
    codes: [],
    statuses: {
      message: 'pass',
      'message-dkim': 'pass',
      'message-verdict': 'skipped',
      'message-content': 'pass',
    },
  },
});
