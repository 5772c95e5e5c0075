import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A filter policy on the type of the event, over message attributes that SES does not set',
  world(world) {
    const { region } = world;
    const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
    const topic = region.topics[arn];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.subscriptionAttributes = {
      [`${arn}:4f1b2c3d-0000-4000-8000-000000000001`]: { FilterPolicy: '{"notificationType": ["Bounce"]}' },
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, firstCause: 'events/filter-drops' },
});
