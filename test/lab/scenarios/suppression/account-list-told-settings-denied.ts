import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A bounce says that the list held the message back; the settings of the account may not be read',
  world({ region, aws }) {
    region.suppressed = [
      {
        EmailAddress: 'someone@receiver.example',
        Reason: 'BOUNCE',
        LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
      },
    ];
    aws.faults.push({ op: 'GetAccount', kind: 'deny' });
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example', '--symptom', '-'],
  files: {
    '-': JSON.stringify({
      notificationType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'OnAccountSuppressionList',
        bouncedRecipients: [{ emailAddress: 'someone@receiver.example' }],
      },
      mail: { source: 'hello@example.com', messageId: 'm', destination: ['someone@receiver.example'] },
    }),
  },
  expect: { exitCode: 1, firstCause: 'suppression/account-list' },
});
