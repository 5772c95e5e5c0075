import { scenario } from '../../scenario.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';

const subscription = `${arn}:4f1b2c3d-0000-4000-8000-000000000001`;

export default scenario({
  title: 'The filter asks for mail of this domain, with a name before the address',
  world({ region }) {
    const topic = region.topics[arn];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.subscriptionAttributes = {
      [subscription]: {
        FilterPolicyScope: 'MessageBody',
        FilterPolicy: '{"mail": {"source": [{"suffix": "@example.com>"}]}}',
      },
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], notCodes: ['events/filter-drops'] },
});
