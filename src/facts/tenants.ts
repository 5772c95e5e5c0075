import type { AwsProbe } from '../model/aws.ts';
import { defineFact, each } from '../model/fact.ts';
import { toldOfRegion } from '../model/symptom.ts';
import { editDistance } from '../model/edit-distance.ts';
import { type Answer, answerOf, Unavailable } from '../model/unavailable.ts';
import { covering, identityLineage } from './identity/identity.ts';
import { existing } from './identity/reply.ts';
import { collectPages, type Pages } from './pages.ts';

/** A tenant as SES knows it. */
export interface Tenant {
  name: string;
  /** `ENABLED`, `DISABLED` (paused) or `REINSTATED`. */
  sendingStatus: string;
  /** Null when SES does not say. */
  arn: string | null;
}

/** What a tenant may send with, by the ARNs of its associations. */
export interface TenantResources {
  arns: readonly string[];
  /** False when the list was cut off: what is missing may stand behind the end. */
  complete: boolean;
}

/** Something whose sending is paused on its own: a tenant, an identity or a configuration set. */
export interface PausedEntity {
  kind: 'tenant' | 'identity' | 'configuration-set' | 'other';
  name: string;
  /** Why, in AWS's words or the owner's; null when nobody says. */
  cause: string | null;
  /** Who paused it. */
  by: 'aws' | 'you' | 'unknown';
  /** What SES says instead of DISABLED, which was asked for; absent where it says that, or nothing. */
  status?: string;
}

/** `DISABLED` is paused; what was reinstated sends again. */
export const tenantStatuses: readonly string[] = ['ENABLED', 'DISABLED', 'REINSTATED'];

/** Whether the account has tenants in this Region, and which account that is: the ARN of any tenant tells. */
export const firstTenant = defineFact({
  id: 'first-tenant',
  title: 'whether there are tenants',
  actions: ['ses:ListTenants'],
  async gather({ aws, target }): Promise<{ prefix: string } | null> {
    if (target.tenant !== null) throw new Unavailable('not-asked', '--tenant names the tenant');
    const { Tenants: tenants } = await aws('ses:ListTenants', { PageSize: 1 });
    const prefix = /^(arn:aws[a-z-]*:ses:[a-z0-9-]+:\d{12}:)/.exec(tenants[0]?.TenantArn ?? '')?.[1];
    return prefix === undefined ? null : { prefix };
  },
});

/** The tenant of `--tenant` or of the symptom; null when it does not exist in this Region. */
export const tenant = defineFact({
  id: 'tenant',
  title: 'the tenant',
  actions: ['ses:GetTenant'],
  maybe: { firstTenant },
  async gather({ aws, target }, { firstTenant: first }): Promise<Tenant | null> {
    const name = target.tenant;
    if (name === null) {
      // The flag is worth a word only where there are tenants.
      const detail: Readonly<Record<string, string>> =
        first.ok && first.value !== null ? { flag: '--tenant' } : {};
      throw new Unavailable('not-asked', '--tenant was not given', { detail });
    }
    return await askTenant(aws, name);
  },
});

async function askTenant(aws: AwsProbe<'ses:GetTenant'>, name: string): Promise<Tenant | null> {
  try {
    const { Tenant: tenant } = await aws('ses:GetTenant', { TenantName: name });
    return { name, sendingStatus: tenant.SendingStatus, arn: tenant.TenantArn ?? null };
  } catch (error) {
    if (error instanceof Unavailable && error.reason === 'not-found') return null;
    throw error;
  }
}

/** Another tenant that a symptom tells of; `tenant` is null where it does not exist in this Region. */
export interface ToldTenant {
  name: string;
  tenant: Answer<Tenant | null>;
}

/** The tenants that a text says are paused or missing, beside the one that is named: five at most. */
export const toldTenants = defineFact({
  id: 'tenants-told',
  title: 'the other tenants of the symptom',
  actions: ['ses:GetTenant'],
  async gather({ aws, target }): Promise<readonly ToldTenant[]> {
    const { symptom, region, tenant: named } = target;
    if (symptom === null) return [];
    const told = toldOfRegion(symptom, region).candidates.flatMap(({ code, data: { tenant: name } }) =>
      code.startsWith('reputation/tenant-') && name !== undefined && name !== named ? [name] : [],
    );
    return await Promise.all(
      [...new Set(told)]
        .slice(0, 5)
        .map(async (name) => ({ name, tenant: await answerOf(askTenant(aws, name)) })),
    );
  },
});

/** A tenant whose name is that of `--tenant` but for the case or two letters; null: none. Asked where there is no such tenant. */
export const tenantNearby = defineFact({
  id: 'tenant-nearby',
  title: 'a tenant of nearly the same name',
  actions: ['ses:ListTenants'],
  from: { tenant },
  async gather({ aws, signal, target }, { tenant: known }): Promise<string | null> {
    const named = target.tenant;
    if (known !== null || named === null) return null;
    const { items } = await collectPages({
      signal,
      limit: 1000,
      ask: async (token) => {
        const reply = await aws('ses:ListTenants', {
          PageSize: 100,
          ...(token !== undefined && { NextToken: token }),
        });
        return {
          items: reply.Tenants.map(({ TenantName: name }) => name),
          next: reply.NextToken,
        };
      },
    });
    const ranked = items
      .map((name) => ({ name, far: editDistance(name.toLowerCase(), named.toLowerCase(), 2) }))
      // Of a short name two letters are most of it.
      .filter(({ far, name }) => far !== null && far * 3 <= Math.min(name.length, named.length))
      .toSorted((one, other) => (one.far ?? 0) - (other.far ?? 0));
    return ranked[0]?.name ?? null;
  },
});

/** Pages through what is associated with a tenant. */
async function askResources(
  { aws, signal }: { aws: AwsProbe<'ses:ListTenantResources'>; signal: AbortSignal },
  name: string,
): Promise<TenantResources> {
  const { items, complete } = await collectPages({
    signal,
    ask: async (token) => {
      const reply = await aws('ses:ListTenantResources', {
        TenantName: name,
        ...(token !== undefined && { NextToken: token }),
      });
      return {
        items: reply.TenantResources.map(({ ResourceArn: arn }) => arn),
        next: reply.NextToken,
      };
    },
  });
  return { arns: items, complete };
}

/** What is associated with the tenant of `--tenant` or of the symptom. */
export const tenantResources = defineFact({
  id: 'tenant-resources',
  title: 'what is associated with the tenant',
  actions: ['ses:ListTenantResources'],
  from: { tenant },
  async gather({ aws, signal }, { tenant: known }): Promise<TenantResources> {
    if (known === null) throw new Unavailable('prerequisite', 'the tenant does not exist');
    return await askResources({ aws, signal }, known.name);
  },
});

/** The names of the tenants that the sender's identity belongs to; none where the account has no tenants. */
export const tenantsOfSender = defineFact({
  id: 'tenants-of-sender',
  per: 'identity',
  title: 'the tenants of the identity',
  actions: ['ses:ListResourceTenants'],
  from: { covering, firstTenant, identityLineage },
  async gather(
    { aws, signal },
    { covering: verified, firstTenant: first, identityLineage: lineage },
  ): Promise<Pages<string>> {
    if (first === null) return { items: [], complete: true, because: null };
    // SES asks for the association of the nearest identity that the account holds, verified or not.
    const identity = existing(lineage)[0] ?? verified;
    return await collectPages({
      signal,
      limit: 1000,
      ask: async (token) => {
        const reply = await aws('ses:ListResourceTenants', {
          ResourceArn: `${first.prefix}identity/${identity.name}`,
          ...(token !== undefined && { NextToken: token }),
        });
        return { items: reply.ResourceTenants.map(({ TenantName: name }) => name), next: reply.NextToken };
      },
    });
  },
});

/** The tenants that may be meant where SES refused a send for its tenant, and nobody says which one that is. */
export interface RefusedTenants {
  /** How the ARNs of this account begin in this Region. */
  prefix: string;
  /** The tenants that senders belong to, each once, with what is associated with them. */
  owners: readonly { name: string; resources: Answer<TenantResources> }[];
  /** Senders that surely belong to no tenant. */
  without: readonly string[];
}

/** So many tenants of a sender are looked at. */
const mostOwners = 5;

/** Asked only where a symptom tells of such a refusal without the name. Null: the account has no tenants. */
export const refusedTenants = defineFact({
  id: 'refused-tenants',
  title: 'the tenants that the refused sender belongs to',
  actions: ['ses:ListTenantResources'],
  from: { firstTenant, owners: each(tenantsOfSender) },
  async gather({ aws, signal, target }, { firstTenant: first, owners }): Promise<RefusedTenants | null> {
    if (target.symptom?.candidates.some(({ code }) => code === 'send/tenant') !== true)
      throw new Unavailable('not-asked', 'no symptom tells of a tenant');
    if (first === null) return null;
    const names = new Set(owners.flatMap(({ answer }) => (answer.ok ? answer.value.items : [])));
    return {
      ...first,
      owners: await Promise.all(
        [...names]
          .slice(0, mostOwners)
          .map(async (name) => ({ name, resources: await answerOf(askResources({ aws, signal }, name)) })),
      ),
      without: owners.flatMap(({ subject, answer }) =>
        answer.ok && answer.value.complete && answer.value.items.length === 0 ? [subject] : [],
      ),
    };
  },
});

/** Every reputation entity of the account that is paused. */
export const pausedEntities = defineFact({
  id: 'paused-entities',
  title: 'the list of paused tenants and resources',
  actions: ['ses:ListReputationEntities'],
  gather: ({ aws, signal }): Promise<Pages<PausedEntity>> =>
    collectPages({
      signal,
      ask: async (token) => {
        const reply = await aws('ses:ListReputationEntities', {
          Filter: { SENDING_STATUS: 'DISABLED' },
          ...(token !== undefined && { NextToken: token }),
        });
        const items = reply.ReputationEntities.filter(
          ({ SendingStatusAggregate: status }) =>
            status === undefined || status === 'DISABLED' || !tenantStatuses.includes(status),
        ).map((one): PausedEntity => {
          const status = one.SendingStatusAggregate ?? 'DISABLED';
          const byAws = one.AwsSesManagedStatus?.Status === 'DISABLED';
          const byYou = one.CustomerManagedStatus?.Status === 'DISABLED';
          return {
            ...resourceOf(one.ReputationEntityReference),
            cause: (byAws ? one.AwsSesManagedStatus?.Cause : one.CustomerManagedStatus?.Cause) ?? null,
            by: byAws ? 'aws' : byYou ? 'you' : 'unknown',
            ...(status !== 'DISABLED' && { status }),
          };
        });
        return { items, next: reply.NextToken };
      },
    }),
});

/** What an ARN names: `…:tenant/<name>/<id>`, `…:identity/<name>`, `…:configuration-set/<name>`. */
function resourceOf(arn: string): Pick<PausedEntity, 'kind' | 'name'> {
  const [, kind, name = ''] = /:(tenant|identity|configuration-set)\/(.+)$/s.exec(arn) ?? [];
  if (kind === 'tenant') return { kind, name: name.split('/')[0] ?? name };
  if (kind === 'identity' || kind === 'configuration-set') return { kind, name };
  return { kind: 'other', name: arn };
}
