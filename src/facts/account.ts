import { grouped } from '../model/many.ts';
import type { AwsReply } from '../model/aws-replies.ts';
import { defineFact } from '../model/fact.ts';
import { Unavailable } from '../model/unavailable.ts';

export type SuppressedReason = 'BOUNCE' | 'COMPLAINT';

/** What GetAccount says about this account in this Region. */
export interface Account {
  /** False in the sandbox. */
  productionAccess: boolean;
  /** The switch of the account's owner. */
  sendingEnabled: boolean;
  /** `HEALTHY`, `PROBATION` (under review) or `SHUTDOWN` (paused by AWS); others may come. */
  enforcement: string;
  quota: Quota;
  /** The latest request for production access; null when there was none. */
  review: { status: string; caseId: string | null } | null;
  mailType: 'MARKETING' | 'TRANSACTIONAL' | null;
  /** Why addresses are put on the account's suppression list; empty when the list is off. */
  suppressedReasons: readonly SuppressedReason[];
  /** Auto Validation of recipients. Null when the account has never set it. */
  validation: { enabled: boolean; threshold: string | null } | null;
  /** Virtual Deliverability Manager is on. */
  vdm: boolean;
  /** The manager tracks opens and clicks of all mail, where a configuration set says nothing else. Absent: it does not. Without `vdm` it means nothing. */
  engagementMetrics?: true;
  /** Optimized shared delivery may delay mail on purpose. */
  optimizedSharedDelivery: boolean;
  dedicatedIpAutoWarmup: boolean;
  /** The pricing plan, as `ESSENTIALS`, and the one from next month on, or null. Absent without one. */
  plan?: { now: string; next: string | null };
}

/** Counted in recipients, not in messages. */
export interface Quota {
  /** In a rolling 24 hours; null when there is no limit (SES says -1). */
  max24Hour: number | null;
  maxPerSecond: number;
  sentLast24Hours: number;
}

/** The SES account: switches, review, quota. */
export const account = defineFact({
  id: 'account',
  title: 'the SES account settings',
  actions: ['ses:GetAccount'],
  async gather({ aws }): Promise<Account> {
    const reply = await aws('ses:GetAccount', {});
    const { Details: details, SuppressionAttributes: suppression, VdmAttributes: vdm } = reply;
    const threshold = suppression?.ValidationAttributes?.ConditionThreshold;
    const { Max24HourSend: max, MaxSendRate: rate, SentLast24Hours: sent = 0 } = reply.SendQuota;
    // SES says -1 for "no limit" (API reference, SendQuota); no other figure is below zero.
    if ((max < 0 && max !== -1) || rate < 0 || sent < 0) {
      throw new Unavailable(
        'bad-reply',
        `SES names a quota that cannot be: ${grouped(sent)} of ${grouped(max)}, ${grouped(rate)} per second`,
        {
          question: 'ses:GetAccount',
        },
      );
    }
    return {
      productionAccess: reply.ProductionAccessEnabled,
      sendingEnabled: reply.SendingEnabled,
      enforcement: reply.EnforcementStatus ?? 'HEALTHY',
      quota: {
        max24Hour: max === -1 ? null : max,
        maxPerSecond: rate,
        sentLast24Hours: sent,
      },
      review: reviewOf(details?.ReviewDetails),
      mailType: details?.MailType ?? null,
      suppressedReasons: suppression?.SuppressedReasons ?? [],
      validation:
        threshold === undefined
          ? null
          : {
              enabled: threshold.ConditionThresholdEnabled === 'ENABLED',
              threshold: threshold.OverallConfidenceThreshold?.ConfidenceVerdictThreshold ?? null,
            },
      // A word that is new is no "off": what is on is asked, and answers for itself.
      vdm: (vdm?.VdmEnabled ?? 'DISABLED') !== 'DISABLED',
      ...((vdm?.DashboardAttributes?.EngagementMetrics ?? 'DISABLED') !== 'DISABLED' && {
        engagementMetrics: true as const,
      }),
      optimizedSharedDelivery: vdm?.GuardianAttributes?.OptimizedSharedDelivery === 'ENABLED',
      dedicatedIpAutoWarmup: reply.DedicatedIpAutoWarmupEnabled ?? false,
      ...planOf(reply.PricingAttributes),
    };
  },
});

function reviewOf(
  details: { Status?: string | undefined; CaseId?: string | undefined } | undefined,
): Account['review'] {
  if (details?.Status === undefined) return null;
  return { status: details.Status, caseId: details.CaseId ?? null };
}

/** The plan in words, or null without one. */
export const planText = ({ plan }: Pick<Account, 'plan'>): string | null =>
  plan === undefined
    ? null
    : `plan ${plan.now}${plan.next === null ? '' : `, ${plan.next} from the next month on`}`;

/** Why nothing is asked of the Virtual Deliverability Manager: a plan does not switch it on ("Pricing plans"). */
export function vdmIsOff(account: Pick<Account, 'plan'>): string {
  const plan = planText(account);
  return `the Virtual Deliverability Manager is switched off${plan === null ? '' : ` (${plan}: a plan does not switch it on)`}`;
}

function planOf(pricing: AwsReply<'ses:GetAccount'>['PricingAttributes']): Pick<Account, 'plan'> {
  const now = pricing?.CurrentPlan ?? 'NONE';
  const next = pricing?.NextPlan ?? null;
  return now === 'NONE' && (next ?? 'NONE') === 'NONE' ? {} : { plan: { now, next } };
}
