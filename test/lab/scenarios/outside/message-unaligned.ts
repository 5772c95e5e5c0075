import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'From outside: the MAIL FROM domain of the message has lost its SPF record',
  world(world) {
    publishKeys(world);
    world.dns.names['bounce.example.com'] = {
      MX: [{ preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }],
    };
  },
  command: ['--no-aws', '--message', 'mail.eml', '--only', 'mail-from-records', '--only', 'dkim*'],
  files: {
    'mail.eml': receivedMail({
      fields: [
        'Message-ID: <0102018f0a1b2c3d-11111111-2222-3333-4444-555555555555-000000@eu-west-1.amazonses.com>',
        'Feedback-ID: 1.eu-west-1.abcdef=:AmazonSES',
        'X-SES-Outgoing: 2026.11.21-54.240.4.7',
      ],
    }),
  },
  expect: { exitCode: 1, codes: ['mail-from/spf-missing'], statuses: { 'dkim-records': 'pass' } },
});
