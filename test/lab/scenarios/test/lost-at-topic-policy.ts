import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The policy of the topic does not let SES publish',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    if (topic !== undefined) topic.attributes['Policy'] = '{"Statement": []}';
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/lost-at-topic-policy'] },
});
