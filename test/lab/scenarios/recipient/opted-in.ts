import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The recipient is on the contact list and has opted out of nothing',
  world({ region }) {
    region.contactList = {
      name: 'newsletter',
      contacts: {
        'someone@receiver.example': {
          UnsubscribeAll: false,
          TopicPreferences: [{ TopicName: 'news', SubscriptionStatus: 'OPT_IN' }],
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
  expect: {
    exitCode: 0,
    codes: [],
    notCodes: ['recipient/opted-out'],
    statuses: { 'recipient-opted-out': 'pass' },
  },
});
