import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A bounce of subtype Suppressed: the list of Amazon, which nobody can ask',
  files: {
    '-': JSON.stringify({
      eventType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'Suppressed',
        bouncedRecipients: [{ emailAddress: 'someone@receiver.example' }],
        timestamp: '2026-11-20T08:00:00.000Z',
      },
      mail: { source: 'news@example.com', destination: ['someone@receiver.example'] },
    }),
  },
  command: ['--identity', 'example.com', '--symptom', '-'],
  expect: {
    exitCode: 1,
    codes: ['bounce/suppressed', 'suppression/global-list'],
    causes: ['suppression/global-list'],
  },
});
