import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES held back mail to a contact whose subscription has not changed since long before',
  world({ region }) {
    region.contactList = {
      name: 'news',
      contacts: {
        'someone@receiver.example': {
          UnsubscribeAll: false,
          LastUpdatedTimestamp: new Date('2026-03-01T08:00:00Z'),
        },
      },
    };
  },
  command: ['--symptom', 'bounce.json', '--identity', 'example.com'],
  files: {
    'bounce.json': JSON.stringify({
      notificationType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'UnsubscribedRecipient',
        timestamp: '2026-11-09T09:00:00.000Z',
        bouncedRecipients: [{ emailAddress: 'someone@receiver.example' }],
      },
      mail: {
        timestamp: '2026-11-09T09:00:00.000Z',
        source: 'info@example.com',
        destination: ['someone@receiver.example'],
      },
    }),
  },
  expect: { exitCode: 1, codes: ['bounce/unsubscribed-recipient'], notCodes: ['recipient/opted-in-now'] },
});
