import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

const key = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555';

export default scenario({
  title: 'The topic is encrypted with a key whose policy does not let SES in: nothing comes',
  world: ({ region }) => {
    region.sending = { ...sendingWorld(), lockedKeys: [key] };
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    if (topic !== undefined) topic.attributes['KmsMasterKeyId'] = key;
  },
  command: ['test', 'example.com', '--tap', '--wait', '2m'],
  expect: { exitCode: 1, codes: ['proof/not-seen'], statuses: { 'proof-arrival': 'fail' } },
});
