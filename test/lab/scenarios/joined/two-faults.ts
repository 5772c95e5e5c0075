import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The recipient is suppressed, and besides a DKIM record is missing: two causes',
  world({ region, dns }) {
    region.suppressed = [
      {
        EmailAddress: 'ann@receiver.example',
        Reason: 'COMPLAINT',
        LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
      },
    ];
    Reflect.deleteProperty(dns.names, `${dkimTokens('example.com')[1]}._domainkey.example.com`);
  },
  command: ['--symptom', '-', '--identity', 'example.com', '--skip', 'sending-ip*'],
  files: {
    '-': JSON.stringify({
      notificationType: 'Bounce',
      mail: { source: 'news@example.com', destination: ['ann@receiver.example'] },
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'OnAccountSuppressionList',
        bouncedRecipients: [
          {
            emailAddress: 'ann@receiver.example',
            action: 'failed',
            status: '5.1.1',
            diagnosticCode:
              'Amazon SES did not send the message to this address because it is on the suppression list for your account.',
          },
        ],
      },
    }),
  },
  expect: {
    exitCode: 1,
    codes: ['suppression/account-list', 'dkim/record-missing'],
    causes: ['suppression/account-list', 'dkim/record-missing'],
  },
});
