import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A shared address of SES is on the list of Microsoft',
  command: ['--symptom', 'bounce.json'],
  files: {
    'bounce.json': JSON.stringify({
      notificationType: 'Bounce',
      bounce: {
        bounceType: 'Transient',
        bounceSubType: 'General',
        bouncedRecipients: [
          {
            emailAddress: 'ann@hotmail.com',
            action: 'failed',
            status: '5.7.1',
            diagnosticCode:
              "smtp; 550 5.7.1 Unfortunately, messages from [54.240.4.7] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140).",
          },
        ],
        timestamp: '2026-11-21T10:00:00Z',
        feedbackId: '1',
      },
      mail: {
        timestamp: '2026-11-21T10:00:00Z',
        source: 'news@example.com',
        messageId: '0102-1',
        destination: ['ann@hotmail.com'],
      },
    }),
  },
  expect: { exitCode: 1, firstCause: 'bounce/ip-blocked-by-provider' },
});
