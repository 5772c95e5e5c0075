import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The topic is encrypted with the key of AWS',
  world({ region }) {
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.attributes = { ...topic.attributes, KmsMasterKeyId: 'alias/aws/sns' };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['events/topic-encrypted-without-grant'] },
});
