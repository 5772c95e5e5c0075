import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A topic is off for everybody who did not ask for it, and the recipient never chose',
  world({ region }) {
    region.contactList = {
      name: 'newsletter',
      contacts: {
        'someone@receiver.example': {
          UnsubscribeAll: false,
          TopicDefaultPreferences: [
            { TopicName: 'news', SubscriptionStatus: 'OPT_IN' },
            { TopicName: 'offers', SubscriptionStatus: 'OPT_OUT' },
          ],
        },
      },
    };
  },
  command: [
    ...['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
    ...['--only', 'recipient-opted-out'],
  ],
  expect: { exitCode: 0, codes: [], infos: ['recipient/opted-out'], says: ['never asked for offers'] },
});
