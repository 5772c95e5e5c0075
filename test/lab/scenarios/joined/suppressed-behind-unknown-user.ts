import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A 5.1.1 that no receiver said: the address is on the suppression list',
  world({ region }) {
    region.suppressed = [
      {
        EmailAddress: 'ann@receiver.example',
        Reason: 'BOUNCE',
        LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
      },
    ];
  },
  command: [
    '--symptom',
    '-',
    '--identity',
    'example.com',
    '--skip',
    'sending-ip*',
    '--skip',
    'message-trace',
  ],
  files: {
    '-': JSON.stringify({
      notificationType: 'Bounce',
      mail: {
        source: 'news@example.com',
        messageId: '0102018f6f7a8b9c-11111111-2222-3333-4444-555555555555-000000',
        destination: ['ann@receiver.example'],
        timestamp: '2026-11-21T10:00:00.000Z',
      },
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [{ emailAddress: 'ann@receiver.example', action: 'failed', status: '5.1.1' }],
        timestamp: '2026-11-21T10:00:00.000Z',
        feedbackId: '0102018f-1',
      },
    }),
  },
  expect: {
    exitCode: 1,
    codes: ['suppression/account-list', 'bounce/unknown-user'],
    causes: ['suppression/account-list'],
  },
});
