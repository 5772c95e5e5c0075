import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The topic belongs to another account, which shows nothing: those hops are unknown, the rest is told',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    const [destination] = region.configurationSets['transactional']?.eventDestinations ?? [];
    const topic = 'arn:aws:sns:eu-west-1:444455556666:central-feedback';
    if (destination !== undefined) destination.SnsDestination = { TopicArn: topic };
    for (const op of ['GetTopicAttributes', 'ListSubscriptionsByTopic', 'Subscribe'])
      aws.faults.push({ kind: 'deny', op });
  },
  command: ['test', 'example.com', '--tap', '--wait', '2m'],
  expect: {
    exitCode: 3,
    codes: [],
    statuses: {
      'proof-sending': 'pass',
      'proof-destinations': 'pass',
      'proof-topics': 'unknown',
      'proof-subscriptions': 'unknown',
      'proof-arrival': 'unknown',
      'proof-left': 'pass',
    },
  },
});
