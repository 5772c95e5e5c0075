import * as v from 'valibot';
import type { AwsAction, AwsOutput } from './aws-calls.ts';
import * as accounts from './aws-replies/accounts.ts';
import { getAccount } from './aws-replies/account.ts';
import { getCallerIdentity } from './aws-replies/caller.ts';
import * as configurationSet from './aws-replies/configuration-set.ts';
import * as contact from './aws-replies/contact.ts';
import * as delivery from './aws-replies/delivery.ts';
import * as eventPath from './aws-replies/event-path.ts';
import * as history from './aws-replies/history.ts';
import * as identity from './aws-replies/identity.ts';
import * as permission from './aws-replies/permission.ts';
import * as template from './aws-replies/template.ts';
import * as tenant from './aws-replies/tenant.ts';

/** A schema for the reply to every call of the table: what it says has to fit what the SDK says. */
type Schemas = {
  readonly [A in AwsAction]: v.GenericSchema<unknown, DeepPartial<AwsOutput<A>>>;
};

/** Members that nobody reads are not in our schemas, whether the SDK calls them required or not. */
type DeepPartial<T> = T extends Date | string | number | boolean | undefined
  ? T
  : T extends readonly (infer I)[]
    ? DeepPartial<I>[]
    : { [K in keyof T]?: DeepPartial<T[K]> | undefined };

/** What we read of the reply to each call. Facts get this and nothing else. */
export const awsReplies = {
  'ses:GetAccount': getAccount,
  'ses:GetEmailIdentity': identity.getEmailIdentity,
  'ses:ListEmailIdentities': identity.listEmailIdentities,
  'ses:GetConfigurationSet': configurationSet.getConfigurationSet,
  'ses:GetConfigurationSetEventDestinations': configurationSet.getConfigurationSetEventDestinations,
  'ses:ListConfigurationSets': configurationSet.listConfigurationSets,
  'ses:GetSuppressedDestination': delivery.getSuppressedDestination,
  'ses:ListSuppressedDestinations': delivery.listSuppressedDestinations,
  'ses:ListImportJobs': delivery.listImportJobs,
  'ses:BatchGetMetricData': delivery.batchGetMetricData,
  'ses:ListMultiRegionEndpoints': delivery.listMultiRegionEndpoints,
  'ses:GetMultiRegionEndpoint': delivery.getMultiRegionEndpoint,
  'ses:GetEmailTemplate': template.getEmailTemplate,
  'ses:ListEmailTemplates': template.listEmailTemplates,
  'ses:TestRenderEmailTemplate': template.testRenderEmailTemplate,
  'ses:GetDedicatedIps': delivery.getDedicatedIps,
  'ses:GetDedicatedIpPool': delivery.getDedicatedIpPool,
  'ses:GetBlacklistReports': delivery.getBlacklistReports,
  'ses:GetDeliverabilityDashboardOptions': delivery.getDeliverabilityDashboardOptions,
  'ses:GetMessageInsights': delivery.getMessageInsights,
  'ses:ListRecommendations': delivery.listRecommendations,
  'ses:GetTenant': tenant.getTenant,
  'ses:ListTenantResources': tenant.listTenantResources,
  'ses:ListTenants': tenant.listTenants,
  'ses:ListResourceTenants': tenant.listResourceTenants,
  'ses:ListContactLists': contact.listContactLists,
  'ses:GetContact': contact.getContact,
  'ses:ListReputationEntities': tenant.listReputationEntities,
  'cloudwatch:GetMetricData': delivery.getMetricData,
  'ses:GetIdentityNotificationAttributes': identity.getIdentityNotificationAttributes,
  'ses:GetIdentityVerificationAttributes': identity.getIdentityVerificationAttributes,
  'ses:GetIdentityDkimAttributes': identity.getIdentityDkimAttributes,
  'ses:GetIdentityMailFromDomainAttributes': identity.getIdentityMailFromDomainAttributes,
  'sns:GetTopicAttributes': eventPath.getTopicAttributes,
  'sns:ListSubscriptionsByTopic': eventPath.listSubscriptionsByTopic,
  'sns:GetSubscriptionAttributes': eventPath.getSubscriptionAttributes,
  'sqs:GetQueueAttributes': eventPath.getQueueAttributes,
  'events:ListRules': eventPath.listRules,
  'events:ListTargetsByRule': eventPath.listTargetsByRule,
  'firehose:DescribeDeliveryStream': eventPath.describeDeliveryStream,
  'iam:SimulatePrincipalPolicy': permission.simulatePrincipalPolicy,
  'athena:StartQueryExecution': history.startQueryExecution,
  'athena:GetQueryExecution': history.getQueryExecution,
  'athena:GetQueryResults': history.getQueryResults,
  'athena:StopQueryExecution': history.stopQueryExecution,
  'glue:GetTable': history.getTable,
  'glue:GetPartitions': history.getPartitions,
  's3:ListObjectsV2': history.listObjects,
  's3:GetObject': history.getObject,
  'sts:GetCallerIdentity': getCallerIdentity,
  'sts:AssumeRole': accounts.assumeRole,
  'organizations:ListAccounts': accounts.listAccounts,
} satisfies Schemas;

/** The reply to a call, as far as it is read. */
export type AwsReply<A extends AwsAction> = v.InferOutput<(typeof awsReplies)[A]>;

/** The reply, or the first member that is missing or of another type, as `SendQuota.MaxSendRate`. */
export function readReply<A extends AwsAction>(
  action: A,
  reply: unknown,
): { ok: true; reply: AwsReply<A> } | { ok: false; member: string } {
  const result = v.safeParse(awsReplies[action], reply, { abortEarly: true });
  if (result.success) return { ok: true, reply: result.output };
  return { ok: false, member: v.getDotPath(result.issues[0]) ?? 'the reply' };
}
