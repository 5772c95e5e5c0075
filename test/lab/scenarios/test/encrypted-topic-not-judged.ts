import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The topic is encrypted with a key that nobody can look at from here, and nothing is counted: no tick',
  world: ({ region }) => {
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555';
    region.sending = { ...sendingWorld(), lockedKeys: [key] };
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    if (topic !== undefined) topic.attributes['KmsMasterKeyId'] = key;
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-topics': 'skipped', 'proof-counts': 'skipped' } },
});
