import type { SendingStatus, SuppressionListReason, SuppressionListScope } from '@aws-sdk/client-sesv2';
import * as v from 'valibot';
import { maybe, next, text, word } from './kinds.ts';

/** GetTenant: `SuppressionAttributes` are there once the tenant has settings of its own. */
export const getTenant = v.object({
  Tenant: v.object({
    SendingStatus: word<SendingStatus>(),
    TenantArn: maybe(text),
    SuppressionAttributes: maybe(
      v.object({
        SuppressionScope: maybe(word<SuppressionListScope>()),
        SuppressedReasons: maybe(v.array(word<SuppressionListReason>())),
      }),
    ),
  }),
});

/** ListTenantResources. */
export const listTenantResources = v.object({
  TenantResources: v.array(v.object({ ResourceArn: text })),
  ...next,
});

/** ListTenants. */
export const listTenants = v.object({
  Tenants: v.array(
    v.object({ TenantName: text, TenantArn: maybe(text), SendingStatus: maybe(word<SendingStatus>()) }),
  ),
  ...next,
});

/** ListResourceTenants. */
export const listResourceTenants = v.object({
  ResourceTenants: v.array(v.object({ TenantName: text })),
  ...next,
});

const status = maybe(v.object({ Status: maybe(word<SendingStatus>()), Cause: maybe(text) }));

const entity = v.object({
  ReputationEntityReference: text,
  SendingStatusAggregate: maybe(word<SendingStatus>()),
  AwsSesManagedStatus: status,
  CustomerManagedStatus: status,
});

/** ListReputationEntities. */
export const listReputationEntities = v.object({ ReputationEntities: v.array(entity), ...next });
