import type { IdentityNotificationAttributes } from '@aws-sdk/client-ses';
import type {
  BlacklistEntry,
  DedicatedIp,
  DedicatedIpPool,
  EmailTemplateContent,
  EventDestination,
  GetAccountResponse,
  GetContactResponse,
  GetConfigurationSetResponse,
  GetDeliverabilityDashboardOptionsResponse,
  GetEmailIdentityResponse,
  GetMessageInsightsResponse,
  ImportJobSummary,
  MultiRegionEndpoint,
  Recommendation,
  ReputationEntity,
  SuppressedDestination,
  Tenant,
  TenantResource,
} from '@aws-sdk/client-sesv2';
import type { Rule, Target } from '@aws-sdk/client-eventbridge';
import type { DeliveryStreamDescription } from '@aws-sdk/client-firehose';
import type { Subscription } from '@aws-sdk/client-sns';
import type { AwsFault } from './faults.ts';
import { emptyLake, type LakeWorld } from './lake-world.ts';
import type { SendingWorld } from './sending/world.ts';

/** What AWS is like in a scenario. */
export interface AwsWorld {
  /** Regions by name. One that is not named here, or is null, is not enabled for the account. */
  regions: Record<string, RegionWorld | null>;
  /** Other accounts, by number. A role can be taken on in each that is named here. */
  accounts: Record<string, AccountWorld>;
  /** The first fault that fits a call decides it. */
  faults: AwsFault[];
  /** Replies that no built-in behaviour would give, by operation. Their fields are checked against the SDK's schema. */
  overrides: Record<string, AwsOverride[]>;
  /** The only credentials that are accepted, or null to accept any. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null;
  /** Every answer comes so many milliseconds after its question. */
  delayMs: number;
  /** Each action is answered so often a second in each account and Region, and throttled beyond; null for no limit. */
  ratePerSecond: number | null;
  /** The largest page that any list call returns, to see paging without long lists; null for AWS's own maximum. */
  pageSize: number | null;
}

/** The account of every scenario. */
export const homeAccount = '111122223333';

/** An account beside that of the scenario. */
export interface AccountWorld {
  regions: Record<string, RegionWorld | null>;
  /** Roles that may be taken on, by name: the external id that has to be given, or null. */
  roles: Record<string, string | null>;
  /** As Organizations shows it: `ACTIVE`, `SUSPENDED`. */
  status: string;
}

/** A canned reply, for the inputs that hold everything in `when`. */
export interface AwsOverride {
  when?: Record<string, unknown>;
  region?: string;
  reply: Record<string, unknown> | { error: { type: string; message: string } };
}

/** The account in one Region. */
export interface RegionWorld {
  account: GetAccountResponse;
  /** Identities by name. Domains are found whatever their case, addresses are not, as in SES. */
  identities: Record<string, GetEmailIdentityResponse>;
  configurationSets: Record<string, ConfigurationSetWorld>;
  /** The account's suppression list. An iterable, so that a long one can be generated. */
  suppressed: Iterable<SuppressedDestination>;
  templates: Record<string, EmailTemplateContent>;
  dedicatedIps: DedicatedIp[];
  dedicatedIpPools: DedicatedIpPool[];
  /** What GetBlacklistReports says, by dedicated IP. */
  blacklistReports: Record<string, BlacklistEntry[]>;
  dashboard: GetDeliverabilityDashboardOptionsResponse;
  metrics: MetricWorld[];
  recommendations: Recommendation[];
  tenants: Record<string, TenantWorld>;
  reputationEntities: ReputationEntity[];
  /** The contact list, or null without one. */
  contactList: ContactListWorld | null;
  importJobs: ImportJobSummary[];
  globalEndpoints: MultiRegionEndpoint[];
  /** Numbers of VDM by mailbox provider and metric, as `Gmail` and `SEND`: one a day, yesterday's last. */
  receiverMetrics: Record<string, Record<string, number[]>>;
  /** Messages a day that Virtual Deliverability Manager counted, by identity; the last is yesterday's. */
  sends: Record<string, number[]>;
  /** What IAM knows of users and roles, by ARN. */
  principals: Record<string, StatementWorld[]>;
  /** What GetMessageInsights says, by message id. */
  messages: Record<string, GetMessageInsightsResponse>;
  /** SES v1: feedback channels by identity. An identity without an entry forwards feedback by e-mail. */
  identityNotifications: Record<string, IdentityNotificationAttributes>;
  /** SNS topics by ARN. */
  topics: Record<string, TopicWorld>;
  /** SQS queues by ARN: the attributes that differ from those of a new one. */
  queues: Record<string, Record<string, string>>;
  /** Rules of the default event bus of EventBridge. */
  rules: RuleWorld[];
  /** Firehose streams by name: what differs from one that delivers to S3. */
  streams: Record<string, Partial<DeliveryStreamDescription>>;
  /** Objects in S3, and the tables over them that Athena queries. */
  lake: LakeWorld;
  /** What `test` sends and makes; null: every call that writes is a complaint. */
  sending: SendingWorld | null;
}

/** A statement of a policy of a principal. Patterns are IAM's. */
export interface StatementWorld {
  effect: 'Allow' | 'Deny';
  actions: string[];
  resources: string[];
  /** It holds only where ses:FromAddress fits; without that key in the question the value is missing. */
  from?: string;
  /** The same with any other key, as `{ 'ses:FeedbackAddress': '*@example.com' }`. */
  where?: Record<string, string>;
  /** Keys and patterns that must not fit (StringNotLike), which holds without a value too. */
  whereNot?: Record<string, string>;
  /** It holds only where each of ses:Recipients fits, of which there must be some. */
  recipients?: string;
}

export interface RuleWorld {
  rule: Rule & { Name: string };
  targets: Target[];
}

export type ConfigurationSetWorld = Omit<GetConfigurationSetResponse, 'ConfigurationSetName'> & {
  eventDestinations?: EventDestination[];
};

export interface TenantWorld {
  tenant: Tenant;
  resources: TenantResource[];
  suppressed?: SuppressedDestination[];
}

export interface ContactListWorld {
  name: string;
  /** By address. */
  contacts: Record<string, GetContactResponse>;
}

/** A CloudWatch metric. */
export interface MetricWorld {
  /** As `AWS/SES`. */
  namespace: string;
  /** As `Reputation.BounceRate`. */
  name: string;
  dimensions: Record<string, string>;
  /** `at`: milliseconds since 1970. */
  points: ({ daysAgo: number; value: number } | { at: number; value: number })[];
}

export interface TopicWorld {
  attributes: Record<string, string>;
  subscriptions: Subscription[];
  /** By the ARN of a subscription: attributes that differ from what SNS gives a new one. */
  subscriptionAttributes?: Record<string, Record<string, string>>;
}

/** A Region in which nothing was ever set up, but whose account may send. */
export function emptyRegion(): RegionWorld {
  return {
    account: {
      DedicatedIpAutoWarmupEnabled: true,
      EnforcementStatus: 'HEALTHY',
      ProductionAccessEnabled: true,
      SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 1200 },
      SendingEnabled: true,
      SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      VdmAttributes: { VdmEnabled: 'DISABLED' },
    },
    identities: {},
    configurationSets: {},
    suppressed: [],
    templates: {},
    dedicatedIps: [],
    dedicatedIpPools: [],
    blacklistReports: {},
    dashboard: { DashboardEnabled: false, AccountStatus: 'DISABLED' },
    metrics: [],
    recommendations: [],
    tenants: {},
    reputationEntities: [],
    contactList: null,
    importJobs: [],
    globalEndpoints: [],
    receiverMetrics: {},
    sends: {},
    principals: {},
    messages: {},
    identityNotifications: {},
    topics: {},
    queues: {},
    rules: [],
    streams: {},
    lake: emptyLake(),
    sending: null,
  };
}

/** A metric of AWS/SES with one value a day, the last one an hour ago. */
export function dailyMetric(name: string, values: readonly number[]): MetricWorld {
  const points = values.map((value, index) => ({ daysAgo: values.length - 1 - index + 1 / 24, value }));
  return { namespace: 'AWS/SES', name, dimensions: {}, points };
}
