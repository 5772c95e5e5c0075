import { scenario } from '../../scenario.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';

export default scenario({
  title: 'The only filter of the topic takes deliveries alone, and bounces are not forwarded',
  world({ region }) {
    const topic = region.topics[arn];
    const identity = region.identities['example.com'];
    if (topic === undefined || identity === undefined) throw new Error('the healthy world has both');
    topic.subscriptionAttributes = {
      [`${arn}:4f1b2c3d-0000-4000-8000-000000000001`]: {
        FilterPolicyScope: 'MessageBody',
        FilterPolicy: '{"eventType": ["Delivery", "Send"]}',
      },
    };
    identity.FeedbackForwardingStatus = false;
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['events/filter-drops'],
    says: ['Nothing else tells of BOUNCE and COMPLAINT'],
  },
});
