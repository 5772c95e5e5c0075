import { sendingWorld } from '../../aws/sending/world.ts';
import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The stream takes the events, and cannot write them to its bucket',
  world: ({ region }) => {
    region.sending = {
      ...sendingWorld(),
      failing: ['arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses-events'],
    };
    publishesTo(region, 'firehose');
    region.streams['ses-events'] = {};
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/lost-at-subscriber'] },
});
