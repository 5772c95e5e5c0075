import { scenario } from '../../scenario.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
const one = `${arn}:4f1b2c3d-0000-4000-8000-000000000001`;

export default scenario({
  title: 'The queue gets bare records from everywhere: one format',
  world({ region }) {
    const topic = region.topics[arn];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    topic.subscriptionAttributes = { [one]: { RawMessageDelivery: 'true' } };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], notCodes: ['events/mixed-formats', 'events/web-hook-format'] },
});
