import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'No configuration set: the identity publishes bounces, complaints and deliveries to a topic',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const identity = region.identities['example.com'];
    if (identity !== undefined) delete identity.ConfigurationSetName;
    const topic = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
    region.identityNotifications['example.com'] = {
      ...{ BounceTopic: topic, ComplaintTopic: topic, DeliveryTopic: topic },
      ForwardingEnabled: false,
    };
  },
  command: ['test', 'example.com', '--tap', '--wait', '2m'],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { 'proof-arrival': 'pass', 'proof-outcomes': 'pass', 'proof-shapes': 'pass' },
  },
});
