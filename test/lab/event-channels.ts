import type { ExtendedS3DestinationDescription } from '@aws-sdk/client-firehose';
import type { EventDestination } from '@aws-sdk/client-sesv2';
import { defaultStreamBucket } from './aws/answers/event-path.ts';
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
  pinpoint: {
    PinpointDestination: { ApplicationArn: 'arn:aws:mobiletargeting:eu-west-1:111122223333:apps/a1b2c3' },
  },
} satisfies Record<string, Partial<EventDestination>>;

/** The set of the healthy world publishes the same events to another channel, in place of the topic. */
export function publishesTo(region: RegionWorld, channel: keyof typeof channels): void {
  const destination = region.configurationSets['transactional']?.eventDestinations?.[0];
  if (destination === undefined) throw new Error('the healthy world has a destination');
  delete destination.SnsDestination;
  Object.assign(destination, channels[channel]);
}

/** The set publishes to a stream of this name, which writes to this bucket. */
export function writesTo(region: RegionWorld, to: Partial<ExtendedS3DestinationDescription> = {}): void {
  publishesTo(region, 'firehose');
  const bucket = (to.BucketARN ?? defaultStreamBucket.BucketARN)?.replace('arn:aws:s3:::', '') ?? '';
  region.lake.buckets[bucket] = {};
  const RoleARN = 'arn:aws:iam::111122223333:role/stream';
  region.streams['ses-events'] = {
    Destinations: [
      {
        DestinationId: 'destinationId-000000000001',
        ExtendedS3DestinationDescription: { RoleARN, ...defaultStreamBucket, ...to },
      },
    ],
  };
}

/** The set counts in CloudWatch by a tag of this name. */
export function countsBy(region: RegionWorld, DimensionName: string): void {
  const destination = region.configurationSets['transactional']?.eventDestinations?.[0];
  if (destination === undefined) throw new Error('the healthy world has a destination');
  delete destination.SnsDestination;
  destination.CloudWatchDestination = {
    DimensionConfigurations: [
      { DimensionName, DimensionValueSource: 'MESSAGE_TAG', DefaultDimensionValue: 'none' },
    ],
  };
}
