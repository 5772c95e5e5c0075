import type {
  MailType,
  PricingPlan,
  SuppressionListReason,
  SuppressionConfidenceVerdictThreshold,
} from '@aws-sdk/client-sesv2';
import * as v from 'valibot';
import { flag, maybe, number, text, word } from './kinds.ts';

/** Auto Validation of recipients, of an account or a configuration set. */
export const validation = maybe(
  v.object({
    ConditionThreshold: maybe(
      v.object({
        ConditionThresholdEnabled: word<'ENABLED' | 'DISABLED'>(),
        OverallConfidenceThreshold: maybe(
          v.object({ ConfidenceVerdictThreshold: word<SuppressionConfidenceVerdictThreshold>() }),
        ),
      }),
    ),
  }),
);

/** GetAccount. Accounts that never asked for production access have no `Details`, older ones no `VdmAttributes`. */
export const getAccount = v.object({
  ProductionAccessEnabled: flag,
  SendingEnabled: flag,
  EnforcementStatus: maybe(text),
  SendQuota: v.object({ Max24HourSend: number, MaxSendRate: number, SentLast24Hours: maybe(number) }),
  Details: maybe(
    v.object({
      MailType: maybe(word<MailType>()),
      ReviewDetails: maybe(
        v.object({ Status: maybe(word<'DENIED' | 'FAILED' | 'GRANTED' | 'PENDING'>()), CaseId: maybe(text) }),
      ),
    }),
  ),
  SuppressionAttributes: maybe(
    v.object({
      SuppressedReasons: maybe(v.array(word<SuppressionListReason>())),
      ValidationAttributes: validation,
    }),
  ),
  VdmAttributes: maybe(
    v.object({
      VdmEnabled: word<'ENABLED' | 'DISABLED'>(),
      DashboardAttributes: maybe(v.object({ EngagementMetrics: maybe(word<'ENABLED' | 'DISABLED'>()) })),
      GuardianAttributes: maybe(v.object({ OptimizedSharedDelivery: maybe(word<'ENABLED' | 'DISABLED'>()) })),
    }),
  ),
  DedicatedIpAutoWarmupEnabled: maybe(flag),
  PricingAttributes: maybe(
    v.object({ CurrentPlan: maybe(word<PricingPlan>()), NextPlan: maybe(word<PricingPlan>()) }),
  ),
});
