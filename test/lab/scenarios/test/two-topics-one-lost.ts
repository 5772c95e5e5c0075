import { publishesDeliveries } from '../../event-channels.ts';
import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Two topics: the policy of one keeps SES out, the other gets its events',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const topic = publishesDeliveries(region);
    topic.attributes['Policy'] = '{"Statement": []}';
  },
  command: ['test', 'example.com', '--tap', '--wait', '2m'],
  expect: {
    exitCode: 1,
    codes: ['proof/lost-at-topic-policy', 'proof/not-seen'],
    causes: ['proof/lost-at-topic-policy'],
    says: ['ses-deliveries'],
  },
});
