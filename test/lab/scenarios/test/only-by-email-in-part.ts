import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'No configuration set, and a topic for complaints alone: bounces come by e-mail',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const identity = region.identities['example.com'];
    if (identity !== undefined) delete identity.ConfigurationSetName;
    region.identityNotifications['example.com'] = {
      ...{ BounceTopic: undefined, ComplaintTopic: 'arn:aws:sns:eu-west-1:111122223333:ses-feedback' },
      ...{ DeliveryTopic: undefined, ForwardingEnabled: true },
    };
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: ['proof/only-by-email'], says: ['BOUNCE'] },
});
