import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The recipient has unsubscribed from the contact list',
  world({ region }) {
    region.contactList = {
      name: 'newsletter',
      contacts: {
        'someone@receiver.example': {
          UnsubscribeAll: true,
          LastUpdatedTimestamp: new Date('2026-03-01T08:00:00Z'),
        },
      },
    };
  },
  command: [
    '--identity',
    'example.com',
    '--recipient',
    'someone@receiver.example',
    '--only',
    'recipient-opted-out',
  ],
  expect: { exitCode: 0, codes: [], infos: ['recipient/opted-out'] },
});
