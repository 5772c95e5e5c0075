import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A key of our own: what it grants cannot be read, and nobody is accused',
  world({ region }) {
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.attributes = { ...topic.attributes, KmsMasterKeyId: 'alias/ses-events' };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
