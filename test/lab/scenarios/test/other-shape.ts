import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Configuration set and identity publish bounces to one topic, each in its own shape',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.identityNotifications['example.com'] = {
      BounceTopic: 'arn:aws:sns:eu-west-1:111122223333:ses-feedback',
      ComplaintTopic: undefined,
      DeliveryTopic: undefined,
      ForwardingEnabled: true,
    };
  },
  command: ['test', 'example.com', '--tap', '--wait', '2m'],
  expect: { exitCode: 0, codes: ['proof/other-shape'], notCodes: ['proof/seen-twice'] },
});
