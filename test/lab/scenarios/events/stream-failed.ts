import { publishesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The stream could not be created',
  world({ region }) {
    publishesTo(region, 'firehose');
    region.streams = {
      'ses-events': {
        DeliveryStreamStatus: 'CREATING_FAILED',
        FailureDescription: { Type: 'KMS_KEY_NOT_FOUND', Details: 'no key' },
      },
    };
  },
  command: ['--only', 'events', '--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['events/stream-not-active'] },
});
