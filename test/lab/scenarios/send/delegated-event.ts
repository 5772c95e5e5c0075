import { senderRecords } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A bounce of mail that was sent with the identity of another account',
  world({ dns }) {
    Object.assign(dns.names, senderRecords('partner.example'));
  },
  files: {
    'bounce.json': JSON.stringify({
      eventType: 'Bounce',
      mail: {
        timestamp: '2026-11-21T10:00:00Z',
        source: 'news@partner.example',
        sourceArn: 'arn:aws:ses:eu-west-1:444455556666:identity/partner.example',
        sendingAccountId: '111122223333',
        messageId: '0102-1',
        destination: ['nobody@receiver.example'],
      },
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [
          {
            emailAddress: 'nobody@receiver.example',
            status: '5.1.1',
            diagnosticCode: 'smtp; 550 5.1.1 user unknown',
          },
        ],
        timestamp: '2026-11-21T10:00:01Z',
        feedbackId: '1',
      },
    }),
  },
  command: ['--symptom', 'bounce.json'],
  expect: { exitCode: 1, codes: ['bounce/unknown-user'], notCodes: ['identity/not-found'] },
});
