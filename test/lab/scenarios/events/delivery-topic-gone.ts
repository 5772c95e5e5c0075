import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The identity publishes its deliveries to a topic that was deleted',
  world({ region }) {
    region.identityNotifications['example.com'] = {
      ...{ BounceTopic: undefined, ComplaintTopic: undefined },
      DeliveryTopic: 'arn:aws:sns:eu-west-1:111122223333:gone',
      ForwardingEnabled: true,
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['events/topic-unreachable'], says: ['deliveries of example.com'] },
});
