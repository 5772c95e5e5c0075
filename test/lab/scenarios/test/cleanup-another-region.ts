import { publishesElsewhere } from '../../topic-elsewhere.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'A crashed test left a queue, and a subscription in the Region that its tag names: both are taken away',
  world: (world) => {
    const { region } = world;
    const far = publishesElsewhere(world);
    region.sending?.queues.set('https://sqs.eu-west-1.amazonaws.com/111122223333/ses-doctor-test-old', {
      name: 'ses-doctor-test-old',
      tags: { 'ses-doctor': 'old', 'ses-doctor-regions': 'us-east-1' },
      messages: [],
    });
    far.sending?.subscriptions.set('arn:aws:sns:us-east-1:111122223333:central-feedback:old', {
      topic: 'arn:aws:sns:us-east-1:111122223333:central-feedback',
      endpoint: 'arn:aws:sqs:eu-west-1:111122223333:ses-doctor-test-old',
    });
  },
  command: ['test', '--cleanup'],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-left': 'pass' } },
});
