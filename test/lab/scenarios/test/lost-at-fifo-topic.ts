import { anybody } from '../../event-channels.ts';
import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The topic is a FIFO topic, which SES cannot publish to',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const fifo = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback.fifo';
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    region.topics = {
      [fifo]: { ...topic, attributes: { ...topic.attributes, FifoTopic: 'true', Policy: '{}' } },
    };
    region.queues['arn:aws:sqs:eu-west-1:111122223333:ses-feedback'] = { Policy: anybody };
    const [destination] = region.configurationSets['transactional']?.eventDestinations ?? [];
    if (destination !== undefined) destination.SnsDestination = { TopicArn: fifo };
  },
  command: ['test', 'example.com', '--tap', '--wait', '2m'],
  expect: {
    exitCode: 1,
    codes: ['proof/lost-at-topic-policy', 'proof/not-seen'],
    causes: ['proof/lost-at-topic-policy'],
    says: ['standard topic'],
  },
});
