import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The stream lost its key',
  world({ region }) {
    publishesTo(region, 'firehose');
    region.streams = {
      'ses-events': { DeliveryStreamEncryptionConfiguration: { Status: 'ENABLING_FAILED' } },
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['events/stream-not-active'] },
});
