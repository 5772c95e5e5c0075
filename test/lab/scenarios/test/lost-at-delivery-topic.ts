import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The identity publishes its deliveries to a topic that was deleted; nothing else takes them',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const identity = region.identities['example.com'];
    if (identity !== undefined) delete identity.ConfigurationSetName;
    const topic = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
    region.identityNotifications['example.com'] = {
      ...{ BounceTopic: topic, ComplaintTopic: topic },
      ...{ DeliveryTopic: `${topic}-gone`, ForwardingEnabled: true },
    };
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/lost-at-topic-policy'], says: ['DELIVERY of the messages'] },
});
