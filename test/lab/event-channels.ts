import type { ExtendedS3DestinationDescription } from '@aws-sdk/client-firehose';
import type { EventDestination } from '@aws-sdk/client-sesv2';
import { defaultStreamBucket } from './aws/answers/event-path.ts';
import type { RegionWorld, TopicWorld } from './aws/world.ts';

export const channels = {
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

/** A policy of a queue that lets the services of AWS in. */
export const anybody = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      ...{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' },
      Principal: { Service: ['sns.amazonaws.com', 'events.amazonaws.com'] },
    },
  ],
});

/** Deliveries go to a topic of their own, with a queue of its own; the rest where it went. */
export function publishesDeliveries(region: RegionWorld): TopicWorld {
  const set = region.configurationSets['transactional'];
  const [first] = set?.eventDestinations ?? [];
  const old = region.topics['arn:aws:sns:eu-west-1:111122223333:ses-feedback'];
  if (first === undefined || old === undefined) throw new Error('the healthy world has a topic');
  first.MatchingEventTypes = ['SEND', 'BOUNCE', 'COMPLAINT'];
  const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-deliveries';
  const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-deliveries';
  const topic: TopicWorld = {
    attributes: {
      ...old.attributes,
      Policy: (old.attributes['Policy'] ?? '').replaceAll('ses-feedback', 'ses-deliveries'),
    },
    subscriptions: [{ SubscriptionArn: `${arn}:1`, Protocol: 'sqs', Endpoint: queue }],
  };
  region.topics[arn] = topic;
  region.queues[queue] = { Policy: anybody };
  set?.eventDestinations?.push({
    ...{ Name: 'deliveries', Enabled: true, MatchingEventTypes: ['DELIVERY'] },
    SnsDestination: { TopicArn: arn },
  });
  return topic;
}
