import { describe, expect, it } from 'vitest';
import { account } from '../../src/facts/account.ts';
import { configurationSetPools } from '../../src/facts/configuration-set/pools.ts';
import {
  configurationSetsInForce,
  idleDefaults,
} from '../../src/facts/configuration-set/configuration-set.ts';
import { trackingDomains } from '../../src/facts/configuration-set/tracking.ts';
import { coverage } from '../../src/facts/identity/coverage.ts';
import { elsewhere } from '../../src/facts/identity/elsewhere.ts';
import { spellings } from '../../src/facts/identity/spellings.ts';
import { covering, domainIdentity } from '../../src/facts/identity/identity.ts';
import { reputationTrend } from '../../src/facts/reputation-trend.ts';
import { reputation } from '../../src/facts/reputation.ts';
import { sandboxRecipient } from '../../src/facts/sandbox-recipient.ts';
import type { AwsOutput } from '../../src/model/aws-calls.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws, fakeDns } from '../support/probes.ts';

type IdentityReply = AwsOutput<'ses:GetEmailIdentity'>;
type Answers = Record<string, IdentityReply | Unavailable>;

const signed = { DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS' } } satisfies IdentityReply;
const verified: IdentityReply = { VerifiedForSendingStatus: true, VerificationStatus: 'SUCCESS', ...signed };
const pending: IdentityReply = { VerifiedForSendingStatus: false, VerificationStatus: 'PENDING', ...signed };
const denied = new Unavailable('access-denied', 'denied', { action: 'ses:GetEmailIdentity' });
const notFound = new Unavailable('not-found', 'no such thing');
const accountReply: AwsOutput<'ses:GetAccount'> = {
  ProductionAccessEnabled: false,
  SendingEnabled: true,
  EnforcementStatus: 'HEALTHY',
  SendQuota: { Max24HourSend: -1, MaxSendRate: 1, SentLast24Hours: 0 },
};

/** Identities by name; in another Region by `region name`. What is not listed does not exist. */
const identities = (known: Answers) => ({
  'ses:GetEmailIdentity': (
    { EmailIdentity: name = '' }: { EmailIdentity: string | undefined },
    region: string | null,
  ): IdentityReply => {
    const answer = known[region === null ? name : `${region} ${name}`] ?? notFound;
    if (answer instanceof Unavailable) throw answer;
    return answer;
  },
});

const about = (subject: string, known: Answers, more: Parameters<typeof fakeAws>[0] = {}) => ({
  subject,
  target: { identities: [subject] },
  probes: { aws: fakeAws({ ...identities(known), ...more }) },
});

describe('the account', () => {
  it('has no limit when SES says -1', async () => {
    const probes = { aws: fakeAws({ 'ses:GetAccount': accountReply }) };
    expect((await gather(account, { probes })).quota.max24Hour).toBeNull();
  });
});

describe('the identity behind a sender', () => {
  it('is the domain of an address that SES does not know', async () => {
    const { name } = await gather(covering, about('a@mail.example.com', { 'example.com': verified }));
    expect(name).toBe('example.com');
  });

  it('is the address itself where both are verified', async () => {
    const { name } = await gather(
      covering,
      about('a@example.com', { 'a@example.com': verified, 'example.com': verified }),
    );
    expect(name).toBe('a@example.com');
  });

  it('is not known while a name above did not answer', async () => {
    const asked = about('a@example.com', { 'example.com': denied });
    await expect(gather(covering, asked)).rejects.toMatchObject({ reason: 'access-denied' });
    expect(await gather(coverage, asked)).toMatchObject({ kind: 'undecided' });
  });

  it('is missing when nothing covers the sender', async () => {
    await expect(gather(covering, about('a@example.com', {}))).rejects.toMatchObject({
      reason: 'prerequisite',
    });
  });

  it('has the records of the domain that still waits for them', async () => {
    const { name } = await gather(domainIdentity, about('a@example.com', { 'example.com': pending }));
    expect(name).toBe('example.com');
  });

  it('is unverified when it waits, and covered when a parent is verified', async () => {
    expect(await gather(coverage, about('example.com', { 'example.com': pending }))).toMatchObject({
      kind: 'unverified',
    });
    const both = about('m.example.com', { 'm.example.com': pending, 'example.com': verified });
    expect(await gather(coverage, both)).toMatchObject({ kind: 'covered', by: { name: 'example.com' } });
  });
});

describe('the sender elsewhere', () => {
  it('is found in another Region; one that is not opted in says nothing', async () => {
    const closed = new Unavailable('region-not-enabled', 'not opted in');
    const asked = about('example.com', {
      'us-east-1 example.com': verified,
      'af-south-1 example.com': closed,
    });
    expect(await gather(elsewhere, asked)).toMatchObject({
      verified: [{ region: 'us-east-1', name: 'example.com' }],
      silent: [],
    });
  });

  it('is not looked for when it is covered here', async () => {
    expect(await gather(elsewhere, about('example.com', { 'example.com': verified }))).toMatchObject({
      asked: [],
    });
  });

  it('is found under another case and another spelling', async () => {
    const list = {
      'ses:ListEmailIdentities': {
        EmailIdentities: [
          { IdentityName: 'Info@exmaple.com', IdentityType: 'EMAIL_ADDRESS' as const },
          { IdentityName: 'example.com', IdentityType: 'DOMAIN' as const, SendingEnabled: true },
          { IdentityName: 'other.test', IdentityType: 'DOMAIN' as const, SendingEnabled: true },
        ],
      },
    };
    const found = await gather(spellings, about('info@exmaple.com', {}, list));
    expect(found.caseOnly?.name).toBe('Info@exmaple.com');
    expect(found.near.map(({ name }) => name)).toEqual(['example.com']);
  });
});

describe('a recipient in the sandbox', () => {
  const asked = (subject: string, known: Answers, productionAccess = false) => ({
    subject,
    probes: {
      aws: fakeAws({
        'ses:GetAccount': { ...accountReply, ProductionAccessEnabled: productionAccess },
        ...identities(known),
      }),
    },
  });

  it('needs a verified identity, which may be its domain', async () => {
    expect(await gather(sandboxRecipient, asked('a@example.com', { 'example.com': verified }))).toEqual({
      kind: 'verified',
      by: 'example.com',
    });
    expect(await gather(sandboxRecipient, asked('a@example.com', {}))).toEqual({
      kind: 'not-verified',
      pending: null,
    });
  });

  it('is not asked about for the simulator, nor out of the sandbox', async () => {
    expect(await gather(sandboxRecipient, asked('success@simulator.amazonses.com', {}))).toEqual({
      kind: 'simulator',
    });
    expect(await gather(sandboxRecipient, asked('a@example.com', {}, true))).toEqual({
      kind: 'out-of-sandbox',
    });
  });

  it('is not known when a look-up was denied', async () => {
    await expect(
      gather(sandboxRecipient, asked('a@example.com', { 'example.com': denied })),
    ).rejects.toMatchObject({ reason: 'access-denied' });
  });
});

describe('reputation', () => {
  const days = [15, 16, 17, 18, 19, 20].map((day) => new Date(`2026-11-${day}T10:00:00Z`));
  const metrics = (more: object = {}) => ({
    probes: {
      aws: fakeAws({
        'cloudwatch:GetMetricData': {
          MetricDataResults: [
            {
              Id: 'bounce',
              StatusCode: 'Complete',
              Timestamps: days.toReversed(),
              Values: [0.06, 0.05, 0.04, 0.03, 0.02, 0.01],
              ...more,
            },
            { Id: 'complaint', StatusCode: 'Complete', Timestamps: [], Values: [] },
          ],
        },
      }),
    },
  });

  it('has its points oldest first, and none where CloudWatch has none', async () => {
    const { bounce, complaint } = await gather(reputation, metrics());
    expect(bounce.ok && bounce.value.at(-1)).toEqual({ at: '2026-11-20T10:00:00.000Z', rate: 0.06 });
    expect(complaint).toEqual({ ok: true, value: [] });
  });

  it('is unanswered, not empty, when CloudWatch failed', async () => {
    const { bounce } = await gather(
      reputation,
      metrics({ StatusCode: 'InternalError', Timestamps: [], Values: [] }),
    );
    expect(bounce).toMatchObject({ ok: false, why: { reason: 'bad-reply' } });
  });

  it('rises by the slope of its daily values', async () => {
    const { bounce, complaint } = await gather(reputationTrend, metrics());
    expect(bounce.ok && bounce.value?.slopePerDay).toBeCloseTo(0.01);
    expect(complaint).toEqual({ ok: true, value: null });
  });
});

describe('configuration sets', () => {
  const sets = (more: AwsOutput<'ses:GetConfigurationSet'>, rest: Parameters<typeof fakeAws>[0] = {}) =>
    fakeAws({
      ...identities({ 'example.com': { ...verified, ConfigurationSetName: 'events' } }),
      'ses:GetConfigurationSet': ({ ConfigurationSetName: name }) => {
        if (name === 'events') return more;
        throw notFound;
      },
      ...rest,
    });
  const target = { identities: ['example.com'], configurationSet: 'gone' };

  const byDefault = {
    name: 'events',
    why: { defaultOf: 'example.com' },
    settings: { ok: true, value: { sendingEnabled: true } },
  };
  const gone = { name: 'gone', why: 'named', settings: { ok: true, value: null } };

  it('in force are the one that a text names and the default of the sender', async () => {
    const told = { ...target, told: ['configurationSet'] as const };
    const found = await gather(configurationSetsInForce, { target: told, probes: { aws: sets({}) } });
    expect(found).toMatchObject([gone, byDefault]);
    expect(await gather(idleDefaults, { target: told, probes: { aws: sets({}) } })).toEqual([]);
  });

  it('in force is the one that a flag names in the place of the default', async () => {
    const found = await gather(configurationSetsInForce, { target, probes: { aws: sets({}) } });
    expect(found).toMatchObject([gone]);
    expect(found).toHaveLength(1);
    expect(await gather(idleDefaults, { target, probes: { aws: sets({}) } })).toMatchObject([byDefault]);
  });

  it('whose sender could not be read stand there unanswered', async () => {
    const aws = fakeAws(identities({ 'example.com': denied }));
    const found = await gather(configurationSetsInForce, {
      target: { identities: ['example.com'] },
      probes: { aws },
    });
    expect(found).toMatchObject([{ settings: { ok: false, why: { reason: 'access-denied' } } }]);
  });

  it('may send through a pool without addresses', async () => {
    const aws = sets(
      { DeliveryOptions: { SendingPoolName: 'campaigns' } },
      {
        'ses:GetDedicatedIpPool': { DedicatedIpPool: { PoolName: 'campaigns', ScalingMode: 'STANDARD' } },
        'ses:GetDedicatedIps': {},
      },
    );
    const found = await gather(configurationSetPools, {
      target: { identities: ['example.com'] },
      probes: { aws },
    });
    expect(found).toMatchObject([
      { pool: 'campaigns', sets: ['events'], state: { value: { kind: 'standard', ips: 0 } } },
    ]);
  });

  it.each([
    ['a missing name', {}, { ok: true, value: { exists: false, addresses: 0 } }],
    ['SERVFAIL', { 'click.example.com': 'SERVFAIL' as const }, { ok: false, why: { reason: 'bad-reply' } }],
    [
      'a CDN',
      { 'click.example.com': { CNAME: ['d1.cdn.test'] }, 'd1.cdn.test': { A: ['192.0.2.9'] } },
      { ok: true, value: { addresses: 1 } },
    ],
  ])('keep a tracking domain apart: %s', async (_name, zone, resolves) => {
    const aws = sets({ TrackingOptions: { CustomRedirectDomain: 'Click.example.com' } });
    const [found] = await gather(trackingDomains, {
      target: { identities: ['example.com'] },
      probes: { aws, dns: fakeDns(zone), https: () => Promise.resolve({} as never) },
    });
    expect(found).toMatchObject({ domain: 'click.example.com', resolves });
  });
});
