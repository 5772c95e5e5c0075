import { describe, expect, it } from 'vitest';
import {
  firstTenant,
  pausedEntities,
  refusedTenants,
  tenant,
  tenantNearby,
  tenantResources,
  tenantsOfSender,
  toldTenants,
} from '../../src/facts/tenants.ts';
import type { AwsOutput } from '../../src/model/aws-calls.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { candidateOf } from '../support/account.ts';
import { symptomOf } from '../support/checks.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';
import { verified } from '../support/sender-world.ts';

const denied = new Unavailable('access-denied', 'not permitted');

describe('a tenant of nearly the same name', () => {
  it.each<[string, readonly string[], string | null]>([
    ['acme', ['shop', 'Acme'], 'Acme'],
    ['acme-prod', ['acme-dev', 'acme-prdo'], 'acme-prdo'],
    ['acme', ['acne', 'ACME'], 'ACME'],
    ['acme', ['shop', 'blog'], null],
    ['ab', ['ba', 'cd'], null],
    ['acme', [], null],
  ])('%s among %j', async (name, names, near) => {
    const aws = fakeAws({
      'ses:GetTenant': new Unavailable('not-found', 'gone'),
      'ses:ListTenants': { Tenants: names.map((TenantName) => ({ TenantName })) },
    });
    expect(await gather(tenantNearby, { probes: { aws }, target: { tenant: name } })).toBe(near);
  });

  it('is asked of nobody where the tenant is there', async () => {
    const aws = fakeAws({ 'ses:GetTenant': { Tenant: { SendingStatus: 'ENABLED' } } });
    expect(await gather(tenantNearby, { probes: { aws }, target: { tenant: 'acme' } })).toBeNull();
  });
});

describe('the tenant', () => {
  const ask = (reply: AwsOutput<'ses:GetTenant'> | Unavailable, name: string | null = 'acme') =>
    gather(tenant, { probes: { aws: fakeAws({ 'ses:GetTenant': reply }) }, target: { tenant: name } });

  it.each<[string, AwsOutput<'ses:ListTenants'> | Unavailable, object]>([
    ['without a hint where there are no tenants', { Tenants: [] }, {}],
    ['without a hint where the list may not be read', denied, {}],
    [
      'with the flag where there are some',
      { Tenants: [{ TenantArn: 'arn:aws:ses:eu-west-1:111122223333:tenant/acme/tn-1' }] },
      { flag: '--tenant' },
    ],
  ])('is not asked for when none is named, %s', async (_, list, detail) => {
    await expect(
      gather(tenant, { probes: { aws: fakeAws({ 'ses:ListTenants': list }) }, target: { tenant: null } }),
    ).rejects.toMatchObject({ reason: 'not-asked', why: { detail } });
  });

  it('is unavailable, not missing, when it may not be read', async () => {
    await expect(ask(denied)).rejects.toBe(denied);
  });

  it.each<[string, AwsOutput<'ses:GetTenant'> | Unavailable, object | null]>([
    ['null when SES does not know it', new Unavailable('not-found', 'no such tenant'), null],
    [
      'there, with its ARN',
      {
        Tenant: {
          SendingStatus: 'ENABLED',
          TenantArn: 'arn:aws:ses:eu-west-1:111122223333:tenant/acme/tn-1',
        },
      },
      {
        name: 'acme',
        sendingStatus: 'ENABLED',
        arn: 'arn:aws:ses:eu-west-1:111122223333:tenant/acme/tn-1',
      },
    ],
    [
      'paused',
      { Tenant: { SendingStatus: 'DISABLED' } },
      { name: 'acme', sendingStatus: 'DISABLED', arn: null },
    ],
  ])('is %s', async (_, reply, expected) => {
    expect(await ask(reply)).toEqual(expected);
  });
});

describe('the other tenants of a text', () => {
  const ask = (named: string | null, told: readonly string[]) =>
    gather(toldTenants, {
      probes: {
        aws: fakeAws({
          'ses:GetTenant': ({ TenantName: name }) => {
            if (name === 'shut') throw denied;
            if (name === 'gone') throw new Unavailable('not-found', 'no such tenant');
            return { Tenant: { SendingStatus: 'ENABLED' } };
          },
        }),
      },
      target: {
        tenant: named,
        symptom: symptomOf(
          ...told.map((tenant) => candidateOf('reputation/tenant-paused', null, { data: { tenant } })),
        ),
      },
    });

  it('are those beside the one that is named, once each', async () => {
    const there = { ok: true, value: { name: 'blog', sendingStatus: 'ENABLED', arn: null } };
    expect(await ask('acme', ['acme', 'blog', 'blog'])).toEqual([{ name: 'blog', tenant: there }]);
    expect(await ask('acme', ['acme'])).toEqual([]);
  });

  it('are gone, or unknown where nobody may ask', async () => {
    const [gone, shut] = await ask(null, ['gone', 'shut']);
    expect(gone).toEqual({ name: 'gone', tenant: { ok: true, value: null } });
    expect(shut).toMatchObject({ name: 'shut', tenant: { ok: false, why: { reason: 'access-denied' } } });
  });

  it('are five at most', async () => {
    expect(await ask(null, ['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toHaveLength(5);
  });
});

describe('what is associated with the tenant', () => {
  const known = { Tenant: { SendingStatus: 'ENABLED' } } as const;
  const ask = (reply: AwsOutput<'ses:ListTenantResources'> | Unavailable, exists = true) =>
    gather(tenantResources, {
      probes: {
        aws: fakeAws({
          'ses:GetTenant': exists ? known : new Unavailable('not-found', 'no such tenant'),
          'ses:ListTenantResources': reply,
        }),
      },
      target: { tenant: 'acme' },
    });

  it('is not known when it may not be read', async () => {
    await expect(ask(denied)).rejects.toBe(denied);
  });

  it('is not asked for when the tenant does not exist', async () => {
    await expect(ask({}, false)).rejects.toMatchObject({ reason: 'prerequisite' });
  });

  it('is all ARNs of all pages', async () => {
    const arn = 'arn:aws:ses:eu-west-1:111122223333:identity/example.com';
    expect(await ask({ TenantResources: [{ ResourceArn: arn }] })).toEqual({ arns: [arn], complete: true });
    expect(await ask({ TenantResources: [] })).toEqual({ arns: [], complete: true });
  });
});

describe('what is paused', () => {
  const ask = (reply: AwsOutput<'ses:ListReputationEntities'> | Unavailable) =>
    gather(pausedEntities, { probes: { aws: fakeAws({ 'ses:ListReputationEntities': reply }) } });
  const arn = (resource: string) => `arn:aws:ses:eu-west-1:111122223333:${resource}`;

  it.each(['access-denied', 'throttled', 'timeout'] as const)(
    'is not known after %s, and not nothing',
    async (reason) => {
      await expect(ask(new Unavailable(reason, 'no answer'))).rejects.toMatchObject({ reason });
    },
  );

  it.each<
    [string, NonNullable<AwsOutput<'ses:ListReputationEntities'>['ReputationEntities']>, readonly object[]]
  >([
    ['nothing', [], []],
    ['nothing that AWS reinstated', [{ SendingStatusAggregate: 'REINSTATED' }], []],
    [
      'a tenant, by AWS',
      [
        {
          ReputationEntityReference: arn('tenant/acme/tn-1'),
          SendingStatusAggregate: 'DISABLED',
          AwsSesManagedStatus: { Status: 'DISABLED', Cause: 'High bounce rate' },
          CustomerManagedStatus: { Status: 'ENABLED', Cause: 'ours' },
        },
      ],
      [{ kind: 'tenant', name: 'acme', cause: 'High bounce rate', by: 'aws' }],
    ],
    [
      'an identity, by its owner',
      [
        {
          ReputationEntityReference: arn('identity/example.com'),
          CustomerManagedStatus: { Status: 'DISABLED', Cause: 'maintenance' },
        },
      ],
      [{ kind: 'identity', name: 'example.com', cause: 'maintenance', by: 'you' }],
    ],
    [
      'a configuration set, nobody knows by whom',
      [{ ReputationEntityReference: arn('configuration-set/events') }],
      [{ kind: 'configuration-set', name: 'events', cause: null, by: 'unknown' }],
    ],
    [
      'a thing of a kind to come',
      [{ ReputationEntityReference: arn('pool/x') }],
      [{ kind: 'other', name: arn('pool/x'), cause: null, by: 'unknown' }],
    ],
  ])('%s', async (_, ReputationEntities, items) => {
    expect(await ask({ ReputationEntities })).toEqual({ items, complete: true, because: null });
  });
});

describe('the tenants of a sender', () => {
  const arn = 'arn:aws:ses:eu-west-1:111122223333:tenant/acme/tn-1';
  const ask = (replies: Parameters<typeof fakeAws>[0], name: string | null = null) =>
    gather(tenantsOfSender, {
      probes: { aws: fakeAws({ 'ses:GetEmailIdentity': verified, ...replies }) },
      subject: 'example.com',
      target: { tenant: name },
    });

  it('are not known when they may not be read', async () => {
    await expect(ask({ 'ses:ListTenants': denied })).rejects.toMatchObject({ reason: 'access-denied' });
    await expect(
      ask({ 'ses:ListTenants': { Tenants: [{ TenantArn: arn }] }, 'ses:ListResourceTenants': denied }),
    ).rejects.toMatchObject({ reason: 'access-denied' });
  });

  it('are not asked for in an account without tenants, nor beside --tenant', async () => {
    expect(await ask({ 'ses:ListTenants': {} })).toEqual({ items: [], complete: true, because: null });
    await expect(ask({}, 'acme')).rejects.toMatchObject({ reason: 'not-asked' });
  });

  it('are asked for by the ARN of the identity, whose account the first tenant tells', async () => {
    const aws = fakeAws({
      'ses:GetEmailIdentity': verified,
      'ses:ListTenants': { Tenants: [{ TenantArn: arn }] },
      'ses:ListResourceTenants': ({ ResourceArn }) => ({
        ResourceTenants: [{ TenantName: `of ${String(ResourceArn)}` }],
      }),
    });
    expect(await gather(firstTenant, { probes: { aws } })).toEqual({
      prefix: 'arn:aws:ses:eu-west-1:111122223333:',
    });
    const { items } = await gather(tenantsOfSender, { probes: { aws }, subject: 'example.com' });
    expect(items).toEqual(['of arn:aws:ses:eu-west-1:111122223333:identity/example.com']);
  });
});

describe('the tenants that may be meant where one was refused', () => {
  const arn = 'arn:aws:ses:eu-west-1:111122223333:tenant/acme/tn-1';
  const ask = (replies: Parameters<typeof fakeAws>[0], told = true) =>
    gather(refusedTenants, {
      probes: {
        aws: fakeAws({
          'ses:GetEmailIdentity': verified,
          'ses:ListTenants': { Tenants: [{ TenantArn: arn }] },
          'ses:ListResourceTenants': { ResourceTenants: [{ TenantName: 'acme' }] },
          ...replies,
        }),
      },
      target: {
        tenant: null,
        identities: ['example.com'],
        symptom: symptomOf(candidateOf(told ? 'send/tenant' : 'sandbox/recipient-not-verified')),
      },
    });

  it('are those of the sender, with what is associated', async () => {
    expect(await ask({ 'ses:ListTenantResources': { TenantResources: [{ ResourceArn: 'arn:x' }] } })).toEqual(
      {
        prefix: 'arn:aws:ses:eu-west-1:111122223333:',
        owners: [{ name: 'acme', resources: { ok: true, value: { arns: ['arn:x'], complete: true } } }],
        without: [],
      },
    );
    expect(await ask({ 'ses:ListResourceTenants': {} })).toMatchObject({
      owners: [],
      without: ['example.com'],
    });
  });

  it('are not known when they may not be read', async () => {
    expect(await ask({ 'ses:ListTenantResources': denied })).toMatchObject({
      owners: [{ name: 'acme', resources: { ok: false } }],
    });
    expect(await ask({ 'ses:ListResourceTenants': denied })).toMatchObject({ owners: [], without: [] });
    await expect(ask({ 'ses:ListTenants': denied })).rejects.toMatchObject({ reason: 'access-denied' });
  });

  it('are none in an account without tenants, and not asked for without such a symptom', async () => {
    expect(await ask({ 'ses:ListTenants': {} })).toBeNull();
    await expect(ask({}, false)).rejects.toMatchObject({ reason: 'not-asked' });
  });
});
