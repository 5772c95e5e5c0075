import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A received message and no AWS credentials: what can be told from outside is told',
  world: publishKeys,
  command: ['--message', 'mail.eml'],
  env: { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
  through: 'built',
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
      identity: 'skipped',
      access: 'skipped',
    },
  },
});
