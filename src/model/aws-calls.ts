import type * as Athena from '@aws-sdk/client-athena';
import type * as CloudWatch from '@aws-sdk/client-cloudwatch';
import type * as EventBridge from '@aws-sdk/client-eventbridge';
import type * as Firehose from '@aws-sdk/client-firehose';
import type * as Glue from '@aws-sdk/client-glue';
import type * as Iam from '@aws-sdk/client-iam';
import type * as S3 from '@aws-sdk/client-s3';
import type * as SesV1 from '@aws-sdk/client-ses';
import type * as SesV2 from '@aws-sdk/client-sesv2';
import type * as Sns from '@aws-sdk/client-sns';
import type * as Sqs from '@aws-sdk/client-sqs';
import type * as Organizations from '@aws-sdk/client-organizations';
import type * as Sts from '@aws-sdk/client-sts';

/** The SDK of each service, as types alone: nothing is loaded here. */
interface Sdks {
  sesv2: typeof SesV2;
  cloudwatch: typeof CloudWatch;
  ses: typeof SesV1;
  sns: typeof Sns;
  sqs: typeof Sqs;
  eventbridge: typeof EventBridge;
  firehose: typeof Firehose;
  athena: typeof Athena;
  glue: typeof Glue;
  s3: typeof S3;
  sts: typeof Sts;
  organizations: typeof Organizations;
  iam: typeof Iam;
}

/** The service whose client makes a call. */
export type AwsService = keyof Sdks;

/** What IAM calls a service: both APIs of SES are one to it, and EventBridge still has its first name. */
interface IamPrefixes {
  sesv2: 'ses';
  cloudwatch: 'cloudwatch';
  ses: 'ses';
  sns: 'sns';
  sqs: 'sqs';
  eventbridge: 'events';
  firehose: 'firehose';
  athena: 'athena';
  glue: 'glue';
  s3: 's3';
  sts: 'sts';
  organizations: 'organizations';
  iam: 'iam';
}

/** The actions that a service has a command for: `ses:GetAccount` is GetAccountCommand of `sesv2`. */
type ActionsOf<S extends AwsService> = keyof Sdks[S] extends infer Name
  ? Name extends `${infer Operation}Command`
    ? `${IamPrefixes[S]}:${Operation}`
    : never
  : never;

/** By action, the services that have it. */
type Table = {
  readonly [S in AwsService as ActionsOf<S>]?: S;
};

/**
 * Every AWS call that a check is able to make, by the IAM action that allows it, with the service that is called. A
 * row is all that a new call needs here: input and output follow from the SDK's command of that name. Nothing else
 * sends a command, so this table is also the proof that we only ever read. `ses:TestRenderEmailTemplate` counts as
 * Write for IAM; it renders and sends nothing.
 */
export const awsCalls = {
  'ses:GetAccount': 'sesv2',
  'ses:GetEmailIdentity': 'sesv2',
  'ses:ListEmailIdentities': 'sesv2',
  'ses:GetConfigurationSet': 'sesv2',
  'ses:GetConfigurationSetEventDestinations': 'sesv2',
  'ses:ListConfigurationSets': 'sesv2',
  'ses:GetSuppressedDestination': 'sesv2',
  'ses:ListSuppressedDestinations': 'sesv2',
  'ses:ListImportJobs': 'sesv2',
  'ses:BatchGetMetricData': 'sesv2',
  'ses:ListMultiRegionEndpoints': 'sesv2',
  'ses:GetMultiRegionEndpoint': 'sesv2',
  'ses:GetEmailTemplate': 'sesv2',
  'ses:ListEmailTemplates': 'sesv2',
  'ses:TestRenderEmailTemplate': 'sesv2',
  'ses:GetDedicatedIps': 'sesv2',
  'ses:GetDedicatedIpPool': 'sesv2',
  'ses:GetBlacklistReports': 'sesv2',
  'ses:GetDeliverabilityDashboardOptions': 'sesv2',
  'ses:GetMessageInsights': 'sesv2',
  'ses:ListRecommendations': 'sesv2',
  'ses:GetTenant': 'sesv2',
  'ses:ListTenantResources': 'sesv2',
  'ses:ListTenants': 'sesv2',
  'ses:ListResourceTenants': 'sesv2',
  'ses:ListContactLists': 'sesv2',
  'ses:GetContact': 'sesv2',
  'ses:ListReputationEntities': 'sesv2',
  'cloudwatch:GetMetricData': 'cloudwatch',
  'ses:GetIdentityNotificationAttributes': 'ses',
  'ses:GetIdentityVerificationAttributes': 'ses',
  'ses:GetIdentityDkimAttributes': 'ses',
  'ses:GetIdentityMailFromDomainAttributes': 'ses',
  'sns:GetTopicAttributes': 'sns',
  'sns:ListSubscriptionsByTopic': 'sns',
  'sns:GetSubscriptionAttributes': 'sns',
  'sqs:GetQueueAttributes': 'sqs',
  'events:ListRules': 'eventbridge',
  'events:ListTargetsByRule': 'eventbridge',
  'firehose:DescribeDeliveryStream': 'firehose',
  'iam:SimulatePrincipalPolicy': 'iam',
  'sts:AssumeRole': 'sts',
  'sts:GetCallerIdentity': 'sts',
  'organizations:ListAccounts': 'organizations',
} as const satisfies Table;

/**
 * The calls of `history`: what it knows of a table, a query over it, and objects. Athena writes the results of a query
 * where its workgroup says; nothing else is written. No fact may declare them, and no report offers to allow them.
 */
export const historyCalls = {
  'athena:StartQueryExecution': 'athena',
  'athena:GetQueryExecution': 'athena',
  'athena:GetQueryResults': 'athena',
  'athena:StopQueryExecution': 'athena',
  'glue:GetTable': 'glue',
  'glue:GetPartitions': 'glue',
  's3:ListObjectsV2': 's3',
  's3:GetObject': 's3',
} as const satisfies Table;

/** All calls: nothing else sends a command. */
const calls = { ...awsCalls, ...historyCalls };

/** The IAM action of a call we are able to make. */
export type AwsAction = keyof typeof calls;

/** The service that is called. */
export const serviceOf = <A extends AwsAction>(action: A): (typeof calls)[A] => calls[action];

/** What IAM calls an action: the listing of a bucket has a name of its own there. */
export const iamAction = (action: AwsAction): string =>
  action === 's3:ListObjectsV2' ? 's3:ListBucket' : action;

/** The SDK's name for the command of an action. */
export type CommandName<A extends AwsAction> = A extends `${string}:${infer Name}` ? `${Name}Command` : never;

/** The class of an action's command. */
type CommandClass<A extends AwsAction> = Sdks[(typeof calls)[A]][CommandName<A> &
  keyof Sdks[(typeof calls)[A]]];

/** What a command is given and what it answers, as its class says. */
type Exchange<C> = C extends abstract new (...args: never) => {
  readonly input: infer Input;
  resolveMiddleware: (...args: never) => (...args: never) => Promise<{ output: infer Output }>;
}
  ? [Input & object, Output]
  : never;

export type AwsInput<A extends AwsAction> = Exchange<CommandClass<A>>[0];
/** A reply, without what the SDK adds about how it fared. */
export type AwsOutput<A extends AwsAction> = Omit<Exchange<CommandClass<A>>[1], '$metadata'>;

/** The commands that the module of a service has to hold: those of its rows. */
export type CommandsOf<S extends AwsService> = {
  readonly [A in AwsAction as (typeof calls)[A] extends S ? CommandName<A> : never]: CommandClass<A>;
};

/** `GetAccountCommand` for `ses:GetAccount`. */
export function commandOf(action: AwsAction): string {
  return `${action.slice(action.indexOf(':') + 1)}Command`;
}

/** Whether a check is able to make the call that this IAM action allows. */
export const isAction = (action: string): action is keyof typeof awsCalls => Object.hasOwn(awsCalls, action);
