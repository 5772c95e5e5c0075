import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The bucket of the stream is gone',
  world({ region }) {
    publishesTo(region, 'firehose');
    region.streams = { 'ses-events': {} };
    region.metrics.push({
      namespace: 'AWS/Firehose',
      name: 'DeliveryToS3.Success',
      dimensions: { DeliveryStreamName: 'ses-events' },
      points: [{ daysAgo: 0.05, value: 0 }],
    });
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/delivery-failing'] },
});
