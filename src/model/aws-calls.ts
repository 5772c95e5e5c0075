import type * as CloudWatch from '@aws-sdk/client-cloudwatch';
import type * as SesV1 from '@aws-sdk/client-ses';
import type * as SesV2 from '@aws-sdk/client-sesv2';
import type * as Sns from '@aws-sdk/client-sns';

/** Input and output of every call, by the IAM action that allows it. */
export interface AwsCalls {
  'ses:GetAccount': [SesV2.GetAccountCommandInput, SesV2.GetAccountCommandOutput];
  'ses:GetEmailIdentity': [SesV2.GetEmailIdentityCommandInput, SesV2.GetEmailIdentityCommandOutput];
  'ses:ListEmailIdentities': [SesV2.ListEmailIdentitiesCommandInput, SesV2.ListEmailIdentitiesCommandOutput];
  'ses:GetEmailIdentityPolicies': [
    SesV2.GetEmailIdentityPoliciesCommandInput,
    SesV2.GetEmailIdentityPoliciesCommandOutput,
  ];
  'ses:GetConfigurationSet': [SesV2.GetConfigurationSetCommandInput, SesV2.GetConfigurationSetCommandOutput];
  'ses:GetConfigurationSetEventDestinations': [
    SesV2.GetConfigurationSetEventDestinationsCommandInput,
    SesV2.GetConfigurationSetEventDestinationsCommandOutput,
  ];
  'ses:ListConfigurationSets': [
    SesV2.ListConfigurationSetsCommandInput,
    SesV2.ListConfigurationSetsCommandOutput,
  ];
  'ses:GetSuppressedDestination': [
    SesV2.GetSuppressedDestinationCommandInput,
    SesV2.GetSuppressedDestinationCommandOutput,
  ];
  'ses:ListSuppressedDestinations': [
    SesV2.ListSuppressedDestinationsCommandInput,
    SesV2.ListSuppressedDestinationsCommandOutput,
  ];
  'ses:GetEmailTemplate': [SesV2.GetEmailTemplateCommandInput, SesV2.GetEmailTemplateCommandOutput];
  'ses:ListEmailTemplates': [SesV2.ListEmailTemplatesCommandInput, SesV2.ListEmailTemplatesCommandOutput];
  'ses:TestRenderEmailTemplate': [
    SesV2.TestRenderEmailTemplateCommandInput,
    SesV2.TestRenderEmailTemplateCommandOutput,
  ];
  'ses:GetDedicatedIps': [SesV2.GetDedicatedIpsCommandInput, SesV2.GetDedicatedIpsCommandOutput];
  'ses:GetDedicatedIpPool': [SesV2.GetDedicatedIpPoolCommandInput, SesV2.GetDedicatedIpPoolCommandOutput];
  'ses:ListDedicatedIpPools': [
    SesV2.ListDedicatedIpPoolsCommandInput,
    SesV2.ListDedicatedIpPoolsCommandOutput,
  ];
  'ses:GetBlacklistReports': [SesV2.GetBlacklistReportsCommandInput, SesV2.GetBlacklistReportsCommandOutput];
  'ses:GetDeliverabilityDashboardOptions': [
    SesV2.GetDeliverabilityDashboardOptionsCommandInput,
    SesV2.GetDeliverabilityDashboardOptionsCommandOutput,
  ];
  'ses:GetMessageInsights': [SesV2.GetMessageInsightsCommandInput, SesV2.GetMessageInsightsCommandOutput];
  'ses:ListRecommendations': [SesV2.ListRecommendationsCommandInput, SesV2.ListRecommendationsCommandOutput];
  'ses:ListTenants': [SesV2.ListTenantsCommandInput, SesV2.ListTenantsCommandOutput];
  'ses:GetTenant': [SesV2.GetTenantCommandInput, SesV2.GetTenantCommandOutput];
  'ses:ListTenantResources': [SesV2.ListTenantResourcesCommandInput, SesV2.ListTenantResourcesCommandOutput];
  'ses:ListReputationEntities': [
    SesV2.ListReputationEntitiesCommandInput,
    SesV2.ListReputationEntitiesCommandOutput,
  ];
  'ses:GetReputationEntity': [SesV2.GetReputationEntityCommandInput, SesV2.GetReputationEntityCommandOutput];
  'ses:GetContactList': [SesV2.GetContactListCommandInput, SesV2.GetContactListCommandOutput];
  'cloudwatch:GetMetricData': [CloudWatch.GetMetricDataCommandInput, CloudWatch.GetMetricDataCommandOutput];
  'ses:GetIdentityNotificationAttributes': [
    SesV1.GetIdentityNotificationAttributesCommandInput,
    SesV1.GetIdentityNotificationAttributesCommandOutput,
  ];
  'sns:GetTopicAttributes': [Sns.GetTopicAttributesCommandInput, Sns.GetTopicAttributesCommandOutput];
  'sns:ListSubscriptionsByTopic': [
    Sns.ListSubscriptionsByTopicCommandInput,
    Sns.ListSubscriptionsByTopicCommandOutput,
  ];
}

/** The service whose client makes a call. */
export type AwsService = 'sesv2' | 'cloudwatch' | 'ses' | 'sns';

/**
 * Every AWS call this program is able to make. Nothing else sends a command, so this table is also the proof that
 * we only ever read. `ses:TestRenderEmailTemplate` counts as Write for IAM; it renders and sends nothing.
 */
export const awsCalls: { readonly [A in keyof AwsCalls]: { service: AwsService; command: string } } = {
  'ses:GetAccount': { service: 'sesv2', command: 'GetAccountCommand' },
  'ses:GetEmailIdentity': { service: 'sesv2', command: 'GetEmailIdentityCommand' },
  'ses:ListEmailIdentities': { service: 'sesv2', command: 'ListEmailIdentitiesCommand' },
  'ses:GetEmailIdentityPolicies': { service: 'sesv2', command: 'GetEmailIdentityPoliciesCommand' },
  'ses:GetConfigurationSet': { service: 'sesv2', command: 'GetConfigurationSetCommand' },
  'ses:GetConfigurationSetEventDestinations': {
    service: 'sesv2',
    command: 'GetConfigurationSetEventDestinationsCommand',
  },
  'ses:ListConfigurationSets': { service: 'sesv2', command: 'ListConfigurationSetsCommand' },
  'ses:GetSuppressedDestination': { service: 'sesv2', command: 'GetSuppressedDestinationCommand' },
  'ses:ListSuppressedDestinations': { service: 'sesv2', command: 'ListSuppressedDestinationsCommand' },
  'ses:GetEmailTemplate': { service: 'sesv2', command: 'GetEmailTemplateCommand' },
  'ses:ListEmailTemplates': { service: 'sesv2', command: 'ListEmailTemplatesCommand' },
  'ses:TestRenderEmailTemplate': { service: 'sesv2', command: 'TestRenderEmailTemplateCommand' },
  'ses:GetDedicatedIps': { service: 'sesv2', command: 'GetDedicatedIpsCommand' },
  'ses:GetDedicatedIpPool': { service: 'sesv2', command: 'GetDedicatedIpPoolCommand' },
  'ses:ListDedicatedIpPools': { service: 'sesv2', command: 'ListDedicatedIpPoolsCommand' },
  'ses:GetBlacklistReports': { service: 'sesv2', command: 'GetBlacklistReportsCommand' },
  'ses:GetDeliverabilityDashboardOptions': {
    service: 'sesv2',
    command: 'GetDeliverabilityDashboardOptionsCommand',
  },
  'ses:GetMessageInsights': { service: 'sesv2', command: 'GetMessageInsightsCommand' },
  'ses:ListRecommendations': { service: 'sesv2', command: 'ListRecommendationsCommand' },
  'ses:ListTenants': { service: 'sesv2', command: 'ListTenantsCommand' },
  'ses:GetTenant': { service: 'sesv2', command: 'GetTenantCommand' },
  'ses:ListTenantResources': { service: 'sesv2', command: 'ListTenantResourcesCommand' },
  'ses:ListReputationEntities': { service: 'sesv2', command: 'ListReputationEntitiesCommand' },
  'ses:GetReputationEntity': { service: 'sesv2', command: 'GetReputationEntityCommand' },
  'ses:GetContactList': { service: 'sesv2', command: 'GetContactListCommand' },
  'cloudwatch:GetMetricData': { service: 'cloudwatch', command: 'GetMetricDataCommand' },
  'ses:GetIdentityNotificationAttributes': {
    service: 'ses',
    command: 'GetIdentityNotificationAttributesCommand',
  },
  'sns:GetTopicAttributes': { service: 'sns', command: 'GetTopicAttributesCommand' },
  'sns:ListSubscriptionsByTopic': { service: 'sns', command: 'ListSubscriptionsByTopicCommand' },
};
