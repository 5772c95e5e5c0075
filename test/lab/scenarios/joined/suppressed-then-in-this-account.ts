import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The bounce names this account: its list is the one that was meant, and does not hold the address now',
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
        sourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
        sendingAccountId: '111122223333',
      },
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'OnAccountSuppressionList',
        bouncedRecipients: [{ emailAddress: 'ann@receiver.example', action: 'failed', status: '5.1.1' }],
        timestamp: '2026-11-21T10:00:00.000Z',
        feedbackId: '0102018f-1',
      },
    }),
  },
  expect: { exitCode: 0, codes: [], infos: ['suppression/not-listed-now'], notCodes: ['bounce/suppressed'] },
});
