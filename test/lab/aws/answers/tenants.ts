import { notFound } from '../aws-error.ts';
import { pageOf } from '../paging.ts';
import type { RegionWorld, TenantWorld } from '../world.ts';
import type { Answers } from './answer.ts';

/** Tenants, what belongs to them, and the reputation kept of them. */
export const tenantAnswers: Answers<
  | 'ses:GetTenant'
  | 'ses:ListTenantResources'
  | 'ses:ListTenants'
  | 'ses:ListResourceTenants'
  | 'ses:ListReputationEntities'
> = {
  'ses:GetTenant': ({ TenantName = '' }, { region }) => ({ Tenant: tenantOf(region, TenantName).tenant }),

  'ses:ListTenantResources': (input, { region, most }) => {
    const { items, ...next } = pageOf(tenantOf(region, input.TenantName ?? '').resources, {
      token: input.NextToken,
      size: input.PageSize,
      most: most(1000),
    });
    return { TenantResources: items, ...next };
  },

  'ses:ListTenants': (input, { region, regionName, most }) => {
    const { items, ...next } = pageOf(Object.values(region.tenants), {
      token: input.NextToken,
      size: input.PageSize,
      most: most(1000),
    });
    const Tenants = items.map(({ tenant: { TenantName = '', TenantId = '', SendingStatus } }) => ({
      TenantName,
      TenantId,
      TenantArn: `arn:aws:ses:${regionName}:111122223333:tenant/${TenantName}/${TenantId}`,
      SendingStatus,
    }));
    return { Tenants, ...next };
  },

  'ses:ListResourceTenants': ({ ResourceArn, NextToken, PageSize }, { region, most }) => {
    const found = Object.values(region.tenants)
      .filter(({ resources }) => resources.some((one) => one.ResourceArn === ResourceArn))
      .map(({ tenant: { TenantName, TenantId } }) => ({ TenantName, TenantId, ResourceArn }));
    const { items, ...next } = pageOf(found, { token: NextToken, size: PageSize, most: most(1000) });
    return { ResourceTenants: items, ...next };
  },

  'ses:ListReputationEntities': (input, { region, most }) => {
    const filter = input.Filter ?? {};
    const found = region.reputationEntities.filter(
      (entity) =>
        (filter.ENTITY_TYPE ?? entity.ReputationEntityType) === entity.ReputationEntityType &&
        (filter.REPUTATION_IMPACT ?? entity.ReputationImpact) === entity.ReputationImpact &&
        (filter.SENDING_STATUS ?? entity.SendingStatusAggregate) === entity.SendingStatusAggregate &&
        (entity.ReputationEntityReference ?? '').startsWith(filter.ENTITY_REFERENCE_PREFIX ?? ''),
    );
    const { items, ...next } = pageOf(found, {
      token: input.NextToken,
      size: input.PageSize,
      most: most(1000),
    });
    return { ReputationEntities: items, ...next };
  },
};

function tenantOf(region: RegionWorld, name: string): TenantWorld {
  const found = region.tenants[name];
  if (found === undefined) throw notFound(`Tenant <${name}> does not exist.`);
  return found;
}
