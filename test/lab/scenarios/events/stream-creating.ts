import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The stream is being created',
  world({ region }) {
    publishesTo(region, 'firehose');
    region.streams = { 'ses-events': { DeliveryStreamStatus: 'CREATING' } };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/stream-not-active'] },
});
