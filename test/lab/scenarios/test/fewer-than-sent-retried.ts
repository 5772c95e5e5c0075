import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'One of two subscribers does not answer, and SNS tries again and again: half of the events are delivered',
  world: ({ region }) => {
    const topic = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
    const slow = 'arn:aws:lambda:eu-west-1:111122223333:function:slow';
    region.sending = { ...sendingWorld(), retrying: [slow] };
    topic?.subscriptions.push({
      SubscriptionArn: 'arn:aws:sns:eu-west-1:111122223333:ses-feedback:slow',
      Protocol: 'lambda',
      Endpoint: slow,
    });
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 1, codes: ['proof/fewer-than-sent'], says: ['delivered 7', 'bring 14'] },
});
