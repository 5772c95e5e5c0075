import type { EventDestination } from '@aws-sdk/client-sesv2';
import type { RegionWorld } from './aws/world.ts';

const channels = {
  eventbridge: {
    EventBridgeDestination: { EventBusArn: 'arn:aws:events:eu-west-1:111122223333:event-bus/default' },
  },
  firehose: {
    KinesisFirehoseDestination: {
      IamRoleArn: 'arn:aws:iam::111122223333:role/ses-to-firehose',
      DeliveryStreamArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses-events',
    },
  },
} satisfies Record<string, Partial<EventDestination>>;

/** The set of the healthy world publishes the same events to another channel, in place of the topic. */
export function publishesTo(region: RegionWorld, channel: keyof typeof channels): void {
  const destination = region.configurationSets['transactional']?.eventDestinations?.[0];
  if (destination === undefined) throw new Error('the healthy world has a destination');
  delete destination.SnsDestination;
  Object.assign(destination, channels[channel]);
}
