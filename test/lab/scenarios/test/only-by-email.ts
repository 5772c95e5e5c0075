import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'No configuration set: bounces come by e-mail alone',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const identity = region.identities['example.com'];
    if (identity !== undefined) delete identity.ConfigurationSetName;
    region.identityNotifications = {};
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: ['proof/only-by-email'] },
});
