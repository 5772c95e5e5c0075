import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The topic lets nobody but its owner publish',
  world({ region }) {
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.attributes = {
      ...topic.attributes,
      Policy: JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: '*',
          },
        ],
      }),
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['events/topic-policy-blocks'] },
});
