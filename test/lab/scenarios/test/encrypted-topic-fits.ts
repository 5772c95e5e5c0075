import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The topic is encrypted with a key that SES may use',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    if (topic !== undefined)
      topic.attributes['KmsMasterKeyId'] =
        'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555';
  },
  command: ['test', 'example.com', '--tap', '--wait', '2m'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-arrival': 'pass' } },
});
