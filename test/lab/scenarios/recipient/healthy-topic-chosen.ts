import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A topic is off by default, and the recipient asked for it',
  world({ region }) {
    region.contactList = {
      name: 'newsletter',
      contacts: {
        'someone@receiver.example': {
          UnsubscribeAll: false,
          TopicPreferences: [{ TopicName: 'offers', SubscriptionStatus: 'OPT_IN' }],
          TopicDefaultPreferences: [{ TopicName: 'offers', SubscriptionStatus: 'OPT_OUT' }],
        },
      },
    };
  },
  command: [
    ...['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
    ...['--only', 'recipient-opted-out'],
  ],
  expect: {
    exitCode: 0,
    codes: [],
    notCodes: ['recipient/opted-out'],
    statuses: { 'recipient-opted-out someone@receiver.example': 'pass' },
  },
});
