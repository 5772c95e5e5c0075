import type {
  DimensionValueSource,
  EventType,
  HttpsPolicy,
  SuppressionListReason,
  SuppressionListScope,
  TlsPolicy,
} from '@aws-sdk/client-sesv2';
import * as v from 'valibot';
import { validation } from './account.ts';
import { flag, maybe, next, number, text, word } from './kinds.ts';

const onOff = maybe(word<'ENABLED' | 'DISABLED'>());

/** GetConfigurationSet: an option that was never set is absent. */
export const getConfigurationSet = v.object({
  ConfigurationSetName: text,
  SendingOptions: maybe(v.object({ SendingEnabled: maybe(flag) })),
  DeliveryOptions: maybe(
    v.object({
      TlsPolicy: maybe(word<TlsPolicy>()),
      SendingPoolName: maybe(text),
      MaxDeliverySeconds: maybe(number),
    }),
  ),
  ReputationOptions: maybe(v.object({ ReputationMetricsEnabled: maybe(flag) })),
  SuppressionOptions: maybe(
    v.object({
      SuppressedReasons: maybe(v.array(word<SuppressionListReason>())),
      SuppressionScope: maybe(word<SuppressionListScope>()),
      ValidationOptions: validation,
    }),
  ),
  TrackingOptions: maybe(v.object({ CustomRedirectDomain: text, HttpsPolicy: maybe(word<HttpsPolicy>()) })),
  VdmOptions: maybe(
    v.object({
      DashboardOptions: maybe(v.object({ EngagementMetrics: onOff })),
      GuardianOptions: maybe(v.object({ OptimizedSharedDelivery: onOff })),
    }),
  ),
  ArchivingOptions: maybe(v.object({ ArchiveArn: maybe(text) })),
});

/** ListConfigurationSets. */
export const listConfigurationSets = v.object({ ConfigurationSets: v.array(text), ...next });

const dimension = v.object({
  DimensionName: text,
  DimensionValueSource: word<DimensionValueSource>(),
  DefaultDimensionValue: text,
});

/** GetConfigurationSetEventDestinations: of the kinds of destination one is there, or none that this program knows. */
export const getConfigurationSetEventDestinations = v.object({
  EventDestinations: v.array(
    v.object({
      Name: text,
      Enabled: flag,
      MatchingEventTypes: v.array(word<EventType>()),
      SnsDestination: maybe(v.object({ TopicArn: text })),
      KinesisFirehoseDestination: maybe(v.object({ DeliveryStreamArn: text, IamRoleArn: text })),
      EventBridgeDestination: maybe(v.object({ EventBusArn: text })),
      CloudWatchDestination: maybe(v.object({ DimensionConfigurations: v.array(dimension) })),
      PinpointDestination: maybe(v.object({ ApplicationArn: maybe(text) })),
    }),
  ),
});
