import type { World } from './world.ts';

const prefix = 'arn:aws:ses:eu-west-1:111122223333';

/** Adds a tenant with what is associated with it, as `identity/example.com`. */
export function addTenant(
  region: World['region'],
  name: string,
  resources: readonly string[],
  status: 'ENABLED' | 'DISABLED' = 'ENABLED',
): void {
  region.tenants[name] = {
    tenant: {
      TenantName: name,
      TenantId: `tn-${name}`,
      TenantArn: `${prefix}:tenant/${name}/tn-${name}`,
      SendingStatus: status,
    },
    resources: resources.map((resource) => ({ ResourceArn: `${prefix}:${resource}` })),
  };
  if (status === 'DISABLED')
    region.reputationEntities.push({
      ReputationEntityReference: `${prefix}:tenant/${name}/tn-${name}`,
      ReputationEntityType: 'RESOURCE',
      SendingStatusAggregate: 'DISABLED',
      AwsSesManagedStatus: { Status: 'DISABLED', Cause: 'High complaint rate' },
    });
}
