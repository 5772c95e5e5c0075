import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The queue behind the topic is encrypted with the key that AWS manages, which SNS cannot use',
  world: ({ region }) => {
    const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';
    region.sending = { ...sendingWorld(), failing: [queue] };
    region.queues[queue] = { ...region.queues[queue], KmsMasterKeyId: 'alias/aws/sqs' };
  },
  command: ['test', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['proof/lost-at-queue', 'proof/lost-at-subscriber'],
    causes: ['proof/lost-at-queue'],
    says: ['kms:GenerateDataKey*'],
  },
});
