import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A broken topic beside a stream that takes the same events',
  world: ({ region }) => {
    region.sending = sendingWorld();
    const set = region.configurationSets['transactional'];
    set?.eventDestinations?.push(
      ...(
        [
          {
            Name: 'lake',
            Enabled: true,
            MatchingEventTypes: ['SEND', 'BOUNCE', 'COMPLAINT', 'DELIVERY'],
            KinesisFirehoseDestination: {
              IamRoleArn: 'arn:aws:iam::111122223333:role/ses',
              DeliveryStreamArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/events',
            },
          },
        ] as const
      ).map((one) => ({ ...one, MatchingEventTypes: [...one.MatchingEventTypes] })),
    );
    region.streams['events'] = {};
    region.topics = {};
  },
  command: ['test', 'example.com'],
  expect: { exitCode: 0, codes: ['proof/lost-at-topic-policy'] },
});
