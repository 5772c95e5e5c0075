import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'From outside, with a message that was received: its selectors and its envelope sender are looked up',
  world: publishKeys,
  command: ['--no-aws', '--message', 'mail.eml'],
  files: {
    'mail.eml': receivedMail({
      fields: [
        'Message-ID: <0102018f0a1b2c3d-11111111-2222-3333-4444-555555555555-000000@eu-west-1.amazonses.com>',
        'Feedback-ID: 1.eu-west-1.abcdef=:AmazonSES',
        'X-SES-Outgoing: 2026.11.21-54.240.4.7',
      ],
    }),
  },
  expect: {
    exitCode: 0,
    codes: [],
    statuses: {
      'message-dkim': 'pass',
      'dkim-records': 'pass',
      'mail-from-records': 'pass',
      alignment: 'pass',
    },
  },
});
