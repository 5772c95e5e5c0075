import { emptyRegion } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'SES took the mail in another Region, where the sender is not set up any more: that is not why it bounced',
  world({ aws }) {
    aws.regions['us-east-1'] = emptyRegion();
  },
  command: [
    '--symptom',
    '-',
    '--identity',
    'example.com',
    '--region',
    'eu-west-1',
    '--only',
    'account',
    '--only',
    'delivery',
  ],
  files: {
    '-': JSON.stringify({
      notificationType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'OnAccountSuppressionList',
        bouncedRecipients: [{ emailAddress: 'someone@receiver.example' }],
      },
      mail: {
        source: 'news@example.com',
        sourceArn: 'arn:aws:ses:us-east-1:111122223333:identity/example.com',
        messageId: '0100018f',
        destination: ['someone@receiver.example'],
      },
    }),
  },
  expect: { exitCode: 1, codes: ['bounce/suppressed'], causes: ['bounce/suppressed'] },
});
