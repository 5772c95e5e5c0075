import { describe, expect, it } from 'vitest';
import { suppressionLayers, tenantSuppression } from '../../src/facts/suppression.ts';
import type { AwsOutput } from '../../src/model/aws-calls.ts';
import type { Target } from '../../src/model/target.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';
import { verified } from '../support/sender-world.ts';

type TenantReply = AwsOutput<'ses:GetTenant'> | Unavailable;
type SetReply = AwsOutput<'ses:GetConfigurationSet'> | Unavailable;

const denied = new Unavailable('access-denied', 'not permitted');
const notFound = new Unavailable('not-found', 'not there');
const tenantWith = (more: Record<string, unknown>): AwsOutput<'ses:GetTenant'> => ({
  Tenant: { TenantName: 'acme', SuppressionAttributes: more },
});

describe('the suppression settings of a tenant', () => {
  const ask = (reply: TenantReply, tenant: string | null = 'acme') =>
    gather(tenantSuppression, { probes: { aws: fakeAws({ 'ses:GetTenant': reply }) }, target: { tenant } });

  it('are unavailable, not unsettled, when they may not be read', async () => {
    await expect(ask(denied)).rejects.toBe(denied);
  });

  it.each<[string, TenantReply, string | null]>([
    ['no tenant is named', denied, null],
    ['it does not exist', notFound, 'acme'],
    ['it has no attributes', { Tenant: { TenantName: 'acme' } }, 'acme'],
  ])('settle nothing when %s', async (_, reply, tenant) => {
    expect(await ask(reply, tenant)).toEqual({ scope: null, reasons: null });
  });

  it('are its own', async () => {
    expect(await ask(tenantWith({ SuppressionScope: 'TENANT', SuppressedReasons: [] }))).toEqual({
      scope: 'TENANT',
      reasons: [],
    });
  });
});

describe('the suppression settings in force', () => {
  const ask = ({
    set = {},
    tenant = notFound,
    byDefault = null,
    ...target
  }: { set?: SetReply; tenant?: TenantReply; byDefault?: string | null } & Partial<Omit<Target, 'tenant'>>) =>
    gather(suppressionLayers, {
      probes: {
        aws: fakeAws({
          'ses:GetAccount': {
            ProductionAccessEnabled: true,
            SendingEnabled: true,
            SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14 },
            SuppressionAttributes: { SuppressedReasons: ['BOUNCE'] },
          },
          'ses:GetEmailIdentity':
            byDefault === null ? verified : { ...verified, ConfigurationSetName: byDefault },
          'ses:GetConfigurationSet': set,
          'ses:GetTenant': tenant,
        }),
      },
      target: { tenant: 'acme', ...target },
    });
  const own = { set: null, scope: 'ACCOUNT', reasons: ['BOUNCE'], overrides: false };
  const ofSet = { ...own, set: 'events' };
  const layer = (value: object) => ({ ok: true, value });

  it('of a set that could not be read are one unanswered layer', async () => {
    const { layers } = await ask({ configurationSet: 'events', set: denied });
    expect(layers).toMatchObject([{ ok: false, why: { reason: 'access-denied' } }]);
  });

  it('are unanswered where the set leaves it to a tenant that could not be read', async () => {
    const { layers } = await ask({ configurationSet: 'events', tenant: denied });
    expect(layers).toMatchObject([{ ok: false, why: { reason: 'access-denied' } }]);
  });

  it('do not need the tenant where the set settles all', async () => {
    const set: SetReply = { SuppressionOptions: { SuppressionScope: 'ACCOUNT', SuppressedReasons: [] } };
    expect((await ask({ configurationSet: 'events', set, tenant: denied })).layers).toEqual([
      layer({ ...ofSet, reasons: [], overrides: true }),
    ]);
  });

  it.each<[string, Parameters<typeof ask>[0], readonly object[]]>([
    ["the account's, with nothing named", {}, [own]],
    ["the account's, for a set that does not exist", { configurationSet: 'events', set: notFound }, [own]],
    ["the account's through a set that is silent", { configurationSet: 'events' }, [ofSet]],
    [
      "the tenant's, through a set that is silent",
      {
        configurationSet: 'events',
        tenant: tenantWith({ SuppressionScope: 'TENANT', SuppressedReasons: ['COMPLAINT'] }),
      },
      [{ ...ofSet, scope: 'TENANT', reasons: ['COMPLAINT'] }],
    ],
    ['those of a default set', { identities: ['example.com'], byDefault: 'events' }, [ofSet]],
    ["the account's, for an identity without a default", { identities: ['example.com'] }, [own]],
  ])('are %s', async (_, world, values) => {
    expect(await ask(world)).toEqual({ accountReasons: ['BOUNCE'], layers: values.map(layer) });
  });

  it('of a default set give way to those of the set that is named', async () => {
    const { layers } = await ask({
      identities: ['example.com'],
      byDefault: 'other',
      configurationSet: 'events',
    });
    expect(layers).toEqual([layer(ofSet)]);
  });
});
