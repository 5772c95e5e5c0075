import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The configuration set publishes nowhere, and SES mails bounces and complaints to the sender',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const set = region.configurationSets['transactional'];
    if (set !== undefined) set.eventDestinations = [];
  },
  command: ['test', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['proof/lost-at-no-destination'],
  },
});
