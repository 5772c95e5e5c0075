import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES held back mail to one contact, and the recipient that is named is another who unsubscribed',
  world({ region }) {
    region.contactList = {
      name: 'members',
      contacts: { 'bob@receiver.example': { UnsubscribeAll: true } },
    };
  },
  command: [
    ...['--symptom', 'bounce.json', '--identity', 'example.com'],
    ...['--recipient', 'bob@receiver.example', '--only', 'recipient-opted-out', '--only', 'bounce'],
  ],
  files: {
    'bounce.json': JSON.stringify({
      notificationType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'UnsubscribedRecipient',
        bouncedRecipients: [{ emailAddress: 'ann@receiver.example' }],
      },
      mail: { source: 'info@example.com', destination: ['ann@receiver.example'] },
    }),
  },
  expect: {
    exitCode: 1,
    codes: ['bounce/unsubscribed-recipient'],
    infos: ['recipient/opted-out'],
    causes: ['bounce/unsubscribed-recipient'],
  },
});
