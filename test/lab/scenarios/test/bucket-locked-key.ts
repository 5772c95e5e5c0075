import { sendingWorld } from '../../aws/sending/world.ts';
import { writesTo } from '../../event-channels.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The objects are encrypted with a key that is not ours to use: the bucket is unknown, with the key',
  world: ({ region, aws }) => {
    region.sending = sendingWorld();
    writesTo(region, {
      EncryptionConfiguration: {
        KMSEncryptionConfig: {
          AWSKMSKeyARN: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555',
        },
      },
    });
    aws.faults.push({
      kind: 'error',
      op: 'GetObject',
      type: 'AccessDenied',
      message: 'Access Denied',
      status: 403,
    });
  },
  command: ['test', 'example.com', '--tap', '--read-bucket'],
  expect: {
    exitCode: 3,
    codes: [],
    statuses: { 'proof-buckets': 'unknown', 'proof-sending': 'pass', 'proof-counts': 'pass' },
  },
});
