import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The stream reads from a Kinesis stream',
  world({ region }) {
    publishesTo(region, 'firehose');
    region.streams = { 'ses-events': { DeliveryStreamType: 'KinesisStreamAsSource' } };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['events/stream-not-active'] },
});
