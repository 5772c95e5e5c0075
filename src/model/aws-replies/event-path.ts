import type { RuleState } from '@aws-sdk/client-eventbridge';
import type {
  CompressionFormat,
  DeliveryStreamEncryptionStatus,
  DeliveryStreamFailureType,
  DeliveryStreamStatus,
  ProcessorType,
  DeliveryStreamType,
} from '@aws-sdk/client-firehose';
import * as v from 'valibot';
import { maybe, next, number, text, word } from './kinds.ts';

/** GetTopicAttributes of SNS. */
export const getTopicAttributes = v.object({ Attributes: v.record(text, text) });

/** ListSubscriptionsByTopic of SNS: one that waits for its confirmation says so in place of its ARN. */
export const listSubscriptionsByTopic = v.object({
  Subscriptions: v.array(
    v.object({
      SubscriptionArn: maybe(text),
      Owner: maybe(text),
      Protocol: maybe(text),
      Endpoint: maybe(text),
    }),
  ),
  ...next,
});

/** GetSubscriptionAttributes of SNS: which attributes there are depends on what was ever set. */
export const getSubscriptionAttributes = v.object({ Attributes: v.record(text, text) });

/** GetQueueAttributes of SQS: a queue that has no policy, key or redrive policy has no such attribute. */
export const getQueueAttributes = v.object({ Attributes: v.record(text, text) });

/** ListRules of EventBridge: a rule that runs on a schedule has no pattern. */
export const listRules = v.object({
  Rules: v.array(
    v.object({
      Name: text,
      Arn: text,
      EventPattern: maybe(text),
      State: maybe(word<RuleState>()),
    }),
  ),
  ...next,
});

const there = maybe(v.looseObject({}));

/** ListTargetsByRule of EventBridge. */
export const listTargetsByRule = v.object({
  Targets: v.array(
    v.object({
      Arn: text,
      RoleArn: maybe(text),
      DeadLetterConfig: maybe(v.object({ Arn: maybe(text) })),
      Input: maybe(text),
      InputPath: maybe(text),
      InputTransformer: there,
      SqsParameters: maybe(v.object({ MessageGroupId: maybe(text) })),
    }),
  ),
  ...next,
});

/** What is written to a bucket, and when. */
const ofBucket = {
  BucketARN: maybe(text),
  Prefix: maybe(text),
  ErrorOutputPrefix: maybe(text),
  EncryptionConfiguration: maybe(
    v.object({ KMSEncryptionConfig: maybe(v.object({ AWSKMSKeyARN: maybe(text) })) }),
  ),
  BufferingHints: maybe(v.object({ IntervalInSeconds: maybe(number) })),
  CompressionFormat: maybe(word<CompressionFormat>()),
};

/** DescribeDeliveryStream of Firehose: a destination has the description of its own kind alone. */
export const describeDeliveryStream = v.object({
  DeliveryStreamDescription: v.object({
    DeliveryStreamStatus: word<DeliveryStreamStatus>(),
    DeliveryStreamType: maybe(word<DeliveryStreamType>()),
    FailureDescription: maybe(
      v.object({ Type: maybe(word<DeliveryStreamFailureType>()), Details: maybe(text) }),
    ),
    DeliveryStreamEncryptionConfiguration: maybe(
      v.object({ Status: maybe(word<DeliveryStreamEncryptionStatus>()) }),
    ),
    Destinations: v.array(
      v.object({
        S3DestinationDescription: maybe(v.looseObject(ofBucket)),
        // The older kind of destination writes its names in UTC.
        ExtendedS3DestinationDescription: maybe(
          v.looseObject({
            ...{ ...ofBucket, CustomTimeZone: maybe(text) },
            ProcessingConfiguration: maybe(
              v.object({
                Enabled: maybe(v.boolean()),
                Processors: maybe(v.array(v.object({ Type: maybe(word<ProcessorType>()) }))),
              }),
            ),
            DataFormatConversionConfiguration: maybe(v.object({ Enabled: maybe(v.boolean()) })),
          }),
        ),
        RedshiftDestinationDescription: there,
        AmazonopensearchserviceDestinationDescription: there,
        AmazonOpenSearchServerlessDestinationDescription: there,
        SplunkDestinationDescription: there,
        HttpEndpointDestinationDescription: there,
        SnowflakeDestinationDescription: there,
        IcebergDestinationDescription: there,
      }),
    ),
  }),
});
