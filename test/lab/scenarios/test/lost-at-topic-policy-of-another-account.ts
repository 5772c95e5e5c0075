import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The policy of the topic lets in SES for another account alone, as one copied from there does',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.sending.mute = ['Send', 'Delivery', 'Bounce', 'Complaint'];
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    if (topic !== undefined)
      topic.attributes['Policy'] = (topic.attributes['Policy'] ?? '').replace(
        '"Effect":"Allow"',
        '"Effect":"Allow","Condition":{"StringEquals":{"AWS:SourceAccount":"999999999999"}}',
      );
  },
  command: ['test', 'example.com', '--tap'],
  expect: { exitCode: 1, firstCause: 'proof/lost-at-topic-policy' },
});
