import { dkimTokens } from '../../healthy-world.ts';
import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

const tokens = dkimTokens('example.com');

export default scenario({
  title: 'From outside: one of three DKIM records is gone, and a message is signed with it',
  world(world) {
    publishKeys(world);
    Reflect.deleteProperty(world.dns.names, `${tokens[0]}._domainkey.example.com`);
  },
  command: [
    ...['--identity', 'example.com', '--message', 'mail.eml', '--no-aws'],
    ...tokens.slice(0, 3).flatMap((one) => ['--dkim-selector', one]),
  ],
  files: {
    'mail.eml': receivedMail({
      fields: [
        'Message-ID: <0102018f0a1b2c3d-11111111-2222-3333-4444-555555555555-000000@eu-west-1.amazonses.com>',
        'Feedback-ID: 1.eu-west-1.abcdef=:AmazonSES',
        'X-SES-Outgoing: 2026.11.21-54.240.4.7',
      ],
    }),
  },
  expect: { exitCode: 1, firstCause: 'dkim/record-missing' },
});
