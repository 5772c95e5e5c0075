import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The identity publishes its deliveries to a topic with a reader',
  world({ region }) {
    region.identityNotifications['example.com'] = {
      ...{ BounceTopic: undefined, ComplaintTopic: undefined },
      DeliveryTopic: 'arn:aws:sns:eu-west-1:111122223333:ses-feedback',
      ForwardingEnabled: true,
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
