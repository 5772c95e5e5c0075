import { notFound } from '../aws-error.ts';
import { pageOf } from '../paging.ts';
import type { RegionWorld, TenantWorld } from '../world.ts';
import type { Answers } from './answer.ts';

/** Tenants, what belongs to them, and the reputation kept of them. */
export const tenantAnswers: Answers<
  | 'ses:ListTenants'
  | 'ses:GetTenant'
  | 'ses:ListTenantResources'
  | 'ses:ListReputationEntities'
  | 'ses:GetReputationEntity'
> = {
  'ses:ListTenants': (input, { region, most }) => {
    const all = Object.values(region.tenants).map(
      ({ tenant: { TenantName, TenantId, TenantArn, CreatedTimestamp } }) => ({
        TenantName,
        TenantId,
        TenantArn,
        CreatedTimestamp,
      }),
    );
    const { items, ...next } = pageOf(all, {
      token: input.NextToken,
      size: input.PageSize,
      most: most(1000),
    });
    return { Tenants: items, ...next };
  },

  'ses:GetTenant': ({ TenantName = '' }, { region }) => ({ Tenant: tenantOf(region, TenantName).tenant }),

  'ses:ListTenantResources': (input, { region, most }) => {
    const { resources } = tenantOf(region, input.TenantName ?? '');
    const wanted = input.Filter?.RESOURCE_TYPE;
    const found = resources.filter(({ ResourceType }) => wanted === undefined || ResourceType === wanted);
    const { items, ...next } = pageOf(found, {
      token: input.NextToken,
      size: input.PageSize,
      most: most(1000),
    });
    return { TenantResources: items, ...next };
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

  'ses:GetReputationEntity': ({ ReputationEntityReference: wanted }, { region }) => {
    const found = region.reputationEntities.find(
      ({ ReputationEntityReference }) => ReputationEntityReference === wanted,
    );
    if (found === undefined) throw notFound(`Reputation entity ${wanted ?? ''} does not exist.`);
    return { ReputationEntity: found };
  },
};

function tenantOf(region: RegionWorld, name: string): TenantWorld {
  const found = region.tenants[name];
  if (found === undefined) throw notFound(`Tenant <${name}> does not exist.`);
  return found;
}
