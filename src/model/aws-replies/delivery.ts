import type {
  BounceType,
  ContactListImportAction,
  EventType,
  JobStatus,
  QueryErrorCode,
  RecommendationImpact,
  RecommendationStatus,
  RecommendationType,
  ScalingMode,
  SuppressionListImportAction,
  SuppressionListReason,
  WarmupStatus,
  Status as SesStatus,
} from '@aws-sdk/client-sesv2';
import type { StatusCode } from '@aws-sdk/client-cloudwatch';
import * as v from 'valibot';
import { flag, maybe, next, number, text, time, word } from './kinds.ts';

const suppressed = v.object({
  EmailAddress: text,
  Reason: word<SuppressionListReason>(),
  LastUpdateTime: time,
});

/** GetSuppressedDestination. `Attributes` name the message that put the address there; an import has none. */
export const getSuppressedDestination = v.object({
  SuppressedDestination: v.object({
    ...suppressed.entries,
    Attributes: maybe(v.object({ MessageId: maybe(text) })),
  }),
});

/** ListSuppressedDestinations. */
export const listSuppressedDestinations = v.object({
  SuppressedDestinationSummaries: v.array(suppressed),
  ...next,
});

/** BatchGetMetricData: what has no data may have no result. */
export const batchGetMetricData = v.object({
  Results: v.array(
    v.object({
      Id: maybe(text),
      Timestamps: maybe(v.array(time)),
      Values: maybe(v.array(number)),
    }),
  ),
  Errors: maybe(
    v.array(v.object({ Id: maybe(text), Code: maybe(word<QueryErrorCode>()), Message: maybe(text) })),
  ),
});

/** ListMultiRegionEndpoints. */
export const listMultiRegionEndpoints = v.object({
  MultiRegionEndpoints: v.array(
    v.object({
      EndpointName: text,
      EndpointId: maybe(text),
      Status: maybe(word<SesStatus>()),
      Regions: maybe(v.array(text)),
    }),
  ),
  ...next,
});

/** GetMultiRegionEndpoint. */
export const getMultiRegionEndpoint = v.object({
  EndpointName: text,
  EndpointId: maybe(text),
  Status: maybe(word<SesStatus>()),
  Routes: maybe(v.array(v.object({ Region: text }))),
});

/** ListImportJobs: a job has the destination of its own kind alone. */
export const listImportJobs = v.object({
  ImportJobs: v.array(
    v.object({
      JobId: text,
      ImportDestination: maybe(
        v.object({
          SuppressionListDestination: maybe(
            v.object({ SuppressionListImportAction: maybe(word<SuppressionListImportAction>()) }),
          ),
          ContactListDestination: maybe(
            v.object({
              ContactListName: maybe(text),
              ContactListImportAction: maybe(word<ContactListImportAction>()),
            }),
          ),
        }),
      ),
      JobStatus: maybe(word<JobStatus>()),
      CreatedTimestamp: maybe(time),
      ProcessedRecordsCount: maybe(number),
      FailedRecordsCount: maybe(number),
    }),
  ),
  ...next,
});

/** GetDedicatedIps: an address in no pool of its own has no `PoolName`. */
export const getDedicatedIps = v.object({
  DedicatedIps: v.array(
    v.object({
      Ip: text,
      WarmupStatus: word<WarmupStatus>(),
      WarmupPercentage: number,
      PoolName: maybe(text),
    }),
  ),
  ...next,
});

/** GetDedicatedIpPool. */
export const getDedicatedIpPool = v.object({
  DedicatedIpPool: v.object({ PoolName: text, ScalingMode: word<ScalingMode>() }),
});

/** GetBlacklistReports: addresses that are on no list have an empty one, or none. */
export const getBlacklistReports = v.object({
  BlacklistReport: v.record(
    text,
    v.array(v.object({ RblName: maybe(text), Description: maybe(text), ListingTime: maybe(time) })),
  ),
});

/** GetDeliverabilityDashboardOptions. */
export const getDeliverabilityDashboardOptions = v.object({ DashboardEnabled: flag });

const details = v.object({
  Bounce: maybe(
    v.object({
      BounceType: maybe(word<BounceType>()),
      BounceSubType: maybe(text),
      DiagnosticCode: maybe(text),
    }),
  ),
  Complaint: maybe(v.object({ ComplaintSubType: maybe(text), ComplaintFeedbackType: maybe(text) })),
});

/** GetMessageInsights: an event has details when it is a bounce or a complaint. */
export const getMessageInsights = v.object({
  Insights: v.array(
    v.object({
      Destination: maybe(text),
      Isp: maybe(text),
      Events: maybe(
        v.array(
          v.object({ Type: maybe(word<EventType>()), Timestamp: maybe(time), Details: maybe(details) }),
        ),
      ),
    }),
  ),
});

/** ListRecommendations. */
export const listRecommendations = v.object({
  Recommendations: v.array(
    v.object({
      ResourceArn: maybe(text),
      Type: maybe(word<RecommendationType>()),
      Description: maybe(text),
      Status: maybe(word<RecommendationStatus>()),
      LastUpdatedTimestamp: maybe(time),
      Impact: maybe(word<RecommendationImpact>()),
    }),
  ),
  ...next,
});

/** GetMetricData of CloudWatch: a metric without data may be left out of the results. */
export const getMetricData = v.object({
  MetricDataResults: v.array(
    v.object({
      Id: text,
      Timestamps: maybe(v.array(time)),
      Values: maybe(v.array(v.number())),
      StatusCode: maybe(word<StatusCode>()),
    }),
  ),
  ...next,
});
