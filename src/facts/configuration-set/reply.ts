import type { AwsReply } from '../../model/aws-replies.ts';
import type { AwsProbe } from '../../model/aws.ts';
import { Unavailable } from '../../model/unavailable.ts';
import type { SuppressedReason } from '../account.ts';

/** The settings of a configuration set. */
export interface ConfigurationSet {
  name: string;
  /** False while its sending is paused. */
  sendingEnabled: boolean;
  delivery: {
    /** Receivers without TLS get nothing. */
    tlsRequired: boolean;
    /** The dedicated IP pool, or null for the shared one. */
    pool: string | null;
    /** How long SES keeps trying; null for its default of 14 hours. */
    maxDeliverySeconds: number | null;
  };
  /** Bounce and complaint rates are kept for this set alone. */
  reputationMetrics: boolean;
  suppression: {
    /** Null: the account's setting holds. Empty: nothing is suppressed. */
    reasons: readonly SuppressedReason[] | null;
    /** `TENANT`: only the tenant's list is looked at, and a send must name a tenant. */
    scope: 'ACCOUNT' | 'TENANT' | null;
    /** Auto Validation for this set; null: the account's setting holds. */
    validation: { enabled: boolean; threshold: string | null } | null;
  };
  /** The custom domain of open and click links; null for SES's own. */
  tracking: { domain: string; httpsPolicy: string | null } | null;
  /** Null where the account's setting holds. */
  vdm: { engagementMetrics: boolean | null; optimizedSharedDelivery: boolean | null };
  archiving: boolean;
}

/** Asks for one configuration set. Null when it does not exist in this Region. */
export async function askConfigurationSet(
  aws: AwsProbe<'ses:GetConfigurationSet'>,
  name: string,
): Promise<ConfigurationSet | null> {
  try {
    return configurationSetFrom(name, await aws('ses:GetConfigurationSet', { ConfigurationSetName: name }));
  } catch (error) {
    if (error instanceof Unavailable && error.reason === 'not-found') return null;
    throw error;
  }
}

function configurationSetFrom(name: string, reply: AwsReply<'ses:GetConfigurationSet'>): ConfigurationSet {
  const {
    DeliveryOptions: delivery,
    SuppressionOptions: suppression,
    TrackingOptions: tracking,
    VdmOptions: vdm,
  } = reply;
  const threshold = suppression?.ValidationOptions?.ConditionThreshold;
  return {
    name,
    sendingEnabled: reply.SendingOptions?.SendingEnabled ?? true,
    delivery: {
      tlsRequired: delivery?.TlsPolicy === 'REQUIRE',
      pool: delivery?.SendingPoolName ?? null,
      maxDeliverySeconds: delivery?.MaxDeliverySeconds ?? null,
    },
    reputationMetrics: reply.ReputationOptions?.ReputationMetricsEnabled ?? false,
    suppression: {
      reasons: suppression?.SuppressedReasons ?? null,
      scope: suppression?.SuppressionScope ?? null,
      validation:
        threshold === undefined
          ? null
          : {
              enabled: threshold.ConditionThresholdEnabled === 'ENABLED',
              threshold: threshold.OverallConfidenceThreshold?.ConfidenceVerdictThreshold ?? null,
            },
    },
    tracking:
      tracking?.CustomRedirectDomain === undefined || tracking.CustomRedirectDomain === ''
        ? null
        : { domain: tracking.CustomRedirectDomain.toLowerCase(), httpsPolicy: tracking.HttpsPolicy ?? null },
    vdm: {
      engagementMetrics: switchOf(vdm?.DashboardOptions?.EngagementMetrics),
      optimizedSharedDelivery: switchOf(vdm?.GuardianOptions?.OptimizedSharedDelivery),
    },
    archiving: reply.ArchivingOptions?.ArchiveArn !== undefined,
  };
}

const switchOf = (state: string | undefined): boolean | null =>
  state === undefined ? null : state === 'ENABLED';
