import { anybody } from '../../event-channels.ts';
import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'One queue gets the events of two topics, raw from one and in an envelope from the other',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const first = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
    const second = 'arn:aws:sns:eu-west-1:111122223333:ses-deliveries';
    const topic = region.topics[first];
    if (topic === undefined) throw new Error('the healthy world has a topic');
    const arn = `${second}:4f1b2c3d-0000-4000-8000-000000000002`;
    region.topics[second] = {
      attributes: { ...topic.attributes, Policy: (topic.attributes['Policy'] ?? '').replace(first, second) },
      subscriptions: topic.subscriptions.map((one) => ({ ...one, SubscriptionArn: arn })),
      subscriptionAttributes: { [arn]: { RawMessageDelivery: 'true' } },
    };
    region.queues['arn:aws:sqs:eu-west-1:111122223333:ses-feedback'] = { Policy: anybody };
    region.configurationSets['transactional']?.eventDestinations?.push({
      Name: 'deliveries',
      Enabled: true,
      MatchingEventTypes: ['DELIVERY'],
      SnsDestination: { TopicArn: second },
    });
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: ['proof/lost-at-raw-delivery'], statuses: { 'proof-shapes': 'warn' } },
});
