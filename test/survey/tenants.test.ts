import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import type { SurveyReport } from '../../src/survey/document.ts';
import { startLab } from '../lab/lab.ts';
import type { World } from '../lab/world.ts';
import { historyHost } from '../support/history-host.ts';
import { surveyAt, surveyIn, worldOfSenders } from './surveyed.ts';

const prefix = 'arn:aws:ses:eu-west-1:111122223333';

/** A world with senders, and tenants with what is associated with each. */
function worldOf(tenants: Readonly<Record<string, readonly string[]>>): World {
  const world = worldOfSenders({ sound: 3 });
  for (const [name, resources] of Object.entries(tenants)) {
    world.region.tenants[name] = {
      tenant: { TenantName: name, TenantId: `tn-${name}`, SendingStatus: 'ENABLED' },
      resources: resources.map((resource) => ({ ResourceArn: `${prefix}:${resource}` })),
    };
  }
  return world;
}

/** The sets of the world, and the default set of each sender. */
const setOf = (world: World): string => Object.keys(world.region.configurationSets)[0] ?? '';
const defaultSet = setOf(worldOfSenders({}));
const sound = ['identity/sound0.example', `configuration-set/${defaultSet}`];

const surveyOf = async (world: World, args: readonly string[] = ['--json']) => await surveyIn(world, args);
const reportOf = (stdout: string): SurveyReport => JSON.parse(stdout) as SurveyReport;
const named = ({ lab }: Awaited<ReturnType<typeof surveyIn>>, op: string): number =>
  lab.aws.calls.filter((call) => call.op === op).length;

describe('the tenants of an account', () => {
  it('are all right where each may send with an identity and the default set of it', async () => {
    const ran = await surveyOf(worldOf({ acme: sound, shop: sound }));
    const { tenants, verdict, causes } = reportOf(ran.stdout);
    expect(tenants).toEqual({
      ...{ listed: 2, lookedAt: 2, incomplete: 0, paused: 0, troubled: 0, unknown: 0, unlisted: 0 },
      missing: [],
    });
    expect([verdict, causes, ran.exitCode]).toEqual(['pass', [], 0]);
    // Each identity once, whoever wants to know.
    expect(named(ran, 'GetEmailIdentity')).toBe(3);
  });

  it('that cannot send are errors, with the command that associates what is missing', async () => {
    const world = worldOf({
      acme: sound,
      empty: [],
      forgotten: ['identity/sound1.example'],
    });
    for (const identity of Object.values(world.region.identities)) identity.ConfigurationSetName = defaultSet;
    const ran = await surveyOf(world);
    const report = reportOf(ran.stdout);
    expect(report.tenants).toMatchObject({ listed: 3, lookedAt: 3, incomplete: 2 });
    expect(
      report.tenants.missing.map(({ tenant, worst, missing, commands }) => [
        tenant,
        worst,
        missing,
        commands,
      ]),
    ).toEqual([
      [
        'empty',
        'fail',
        ['No identity is associated with the tenant empty.'],
        [
          `aws sesv2 create-tenant-resource-association --tenant-name empty --resource-arn ${prefix}:identity/sound0.example --region eu-west-1`,
        ],
      ],
      [
        'forgotten',
        'fail',
        [
          `The configuration set ${defaultSet}, the default of sound1.example, is not associated with the tenant forgotten.`,
        ],
        [
          `aws sesv2 create-tenant-resource-association --tenant-name forgotten --resource-arn ${prefix}:configuration-set/${defaultSet} --region eu-west-1`,
        ],
      ],
    ]);
    // The code stands once, whatever each of them lacks: what to do is told tenant by tenant.
    expect(report.causes.map(({ code, count, tenants }) => [code, count, tenants])).toEqual([
      ['send/tenant', 2, 2],
    ]);
    const [cause] = report.causes;
    expect(cause?.examples.map(({ tenant }) => tenant)).toEqual(['empty', 'forgotten']);
    expect(cause?.groups.map(({ name }) => name)).toEqual([
      '111122223333 eu-west-1',
      `configuration-set/${defaultSet} (111122223333 eu-west-1)`,
    ]);
    expect(cause?.fix[0]?.text).toMatch(
      /^Each of the 2 needs its own step, .* for empty: Associate the identity/,
    );
    expect(report.totals).toMatchObject({ failing: 0, sound: 3 });
    expect([report.verdict, report.places[0]?.worst, ran.exitCode]).toEqual(['fail', 'fail', 1]);
    const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync('schema/survey.schema.json', 'utf8')) as object);
    validate(report);
    expect(validate.errors).toBeNull();
  });

  it.each<[string, Readonly<Record<string, readonly string[]>>, RegExp]>([
    ['one that lacks all', { empty: [] }, /^Associate the identity/],
    ['two that lack all', { empty: [], none: [] }, /^For each of the 2, here empty: Associate the identity/],
    [
      'two that lack the default set',
      { blue: ['identity/sound0.example'], green: ['identity/sound1.example'] },
      /^For each of the 2, here blue: Associate the configuration set/,
    ],
    [
      'three that lack this or that',
      { empty: [], blue: ['identity/sound0.example'], green: ['identity/sound1.example'] },
      /^Each of the 3 needs its own step, .* for blue: Associate the configuration set/,
    ],
    [
      'one with two default sets of its identities',
      { both: ['identity/sound0.example', 'identity/sound1.example'] },
      /^Associate the configuration set/,
    ],
  ])('stand once, with each command once: %s', async (_, tenants, step) => {
    const world = worldOf({ acme: sound, ...tenants });
    for (const identity of Object.values(world.region.identities)) identity.ConfigurationSetName = defaultSet;
    const report = reportOf((await surveyOf(world)).stdout);
    expect(report.causes.map(({ code }) => code)).toEqual(['send/tenant']);
    expect(report.causes[0]?.fix[0]?.text).toMatch(step);
    const { stdout } = await surveyOf(world, []);
    for (const command of report.tenants.missing.flatMap(({ commands }) => commands))
      expect(stdout.split('\n').filter((line) => line.trim() === command)).toHaveLength(1);
  });

  it.each([
    ['AWS', { AwsSesManagedStatus: { Status: 'DISABLED', Cause: 'Bounces' } }, ', by AWS'],
    ['the account', { CustomerManagedStatus: { Status: 'DISABLED', Cause: 'x' } }, ', by your account'],
  ] as const)('that %s has paused are errors, whatever they may send with', async (_, status, by) => {
    const world = worldOf({ acme: sound, shop: sound, empty: [] });
    const { acme } = world.region.tenants;
    if (acme !== undefined) acme.tenant.SendingStatus = 'DISABLED';
    world.region.reputationEntities.push({
      ReputationEntityReference: `${prefix}:tenant/acme/tn-acme`,
      ReputationEntityType: 'RESOURCE',
      SendingStatusAggregate: 'DISABLED',
      ...status,
    });
    const ran = await surveyOf(world);
    const report = reportOf(ran.stdout);
    expect(report.tenants).toMatchObject({ listed: 3, lookedAt: 3, paused: 1, incomplete: 1, troubled: 2 });
    expect(report.tenants.missing.map(({ tenant, worst, missing }) => [tenant, worst, missing[0]])).toEqual([
      ['acme', 'fail', `Sending is paused for the tenant acme${by}.`],
      ['empty', 'fail', 'No identity is associated with the tenant empty.'],
    ]);
    expect(report.causes.map(({ code, tenants }) => [code, tenants]).toSorted()).toEqual([
      ['reputation/tenant-paused', 1],
      ['send/tenant', 1],
    ]);
    expect([report.verdict, ran.exitCode]).toEqual(['fail', 1]);
    const { stdout } = await surveyOf(world, []);
    expect(stdout).toContain('1 tenant paused, 1 tenant with missing associations');
    expect(stdout).toContain('Tenants that are paused or lack associations: 2 of 3');
  });

  it('that are paused are found by their own status, where the list of what is paused may not be read', async () => {
    const world = worldOf({ acme: sound, shop: sound });
    const { acme } = world.region.tenants;
    if (acme !== undefined) acme.tenant.SendingStatus = 'DISABLED';
    world.aws.faults.push({ kind: 'deny', op: 'ListReputationEntities' });
    const report = reportOf((await surveyOf(world)).stdout);
    expect(report.tenants).toMatchObject({ paused: 1, troubled: 1 });
    expect(report.tenants.missing.map(({ tenant }) => tenant)).toEqual(['acme']);
  });

  it('that lack the same association go together, and all of them are found', async () => {
    const lacking = Array.from({ length: 7 }, (_, index) => [
      `lack${String(index)}`,
      ['identity/sound0.example'],
    ]);
    const world = worldOf({ acme: sound, ...(Object.fromEntries(lacking) as Record<string, string[]>) });
    for (const identity of Object.values(world.region.identities)) identity.ConfigurationSetName = defaultSet;
    const report = reportOf((await surveyOf(world)).stdout);
    expect(report.tenants).toMatchObject({ listed: 8, lookedAt: 8, incomplete: 7 });
    expect(report.causes.map(({ code, tenants, groups }) => [code, tenants, groups])).toEqual([
      [
        'send/tenant',
        7,
        [{ by: 'thing', name: `configuration-set/${defaultSet} (111122223333 eu-west-1)`, count: 7 }],
      ],
    ]);
  });

  it('that may send with another set are warned of the default', async () => {
    const world = worldOf({ acme: ['identity/sound0.example', 'configuration-set/other'] });
    const set = world.region.configurationSets[defaultSet];
    if (set === undefined) throw new Error('the world has no configuration set');
    world.region.configurationSets['other'] = { ...set, ConfigurationSetName: 'other' } as typeof set;
    for (const identity of Object.values(world.region.identities)) identity.ConfigurationSetName = defaultSet;
    const { stdout, exitCode } = await surveyOf(world);
    expect(reportOf(stdout).tenants.missing).toMatchObject([{ tenant: 'acme', worst: 'warn' }]);
    expect(exitCode).toBe(0);
  });

  it('stand in every format', async () => {
    const world = (): World => worldOf({ acme: sound, empty: [] });
    const text = await surveyOf(world(), []);
    expect(text.stdout).toContain('✗ 1 tenant with missing associations, 3 sound');
    expect(text.stdout).toContain('Tenants with missing associations: 1 of 2');
    // Once: in the cause, and not again in the list of tenants.
    expect(text.stdout.match(/create-tenant-resource-association/g)).toHaveLength(1);
    expect(text.stdout).toContain('send/tenant of 1 tenant');
    expect(text.stdout).toContain('(here sound0.example; or sound1.example,');
    expect(text.stdout).toContain('    aws sesv2 create-tenant-resource-association --tenant-name empty');
    const csv = (await surveyOf(world(), ['--format', 'csv'])).stdout.split('\r\n');
    expect(csv[0]).toMatch(/,tenant,command,records$/);
    expect(csv.filter((line) => line.includes(',empty,aws sesv2 create-tenant-'))).toHaveLength(1);
    const html = (await surveyOf(world(), ['--format', 'html'])).stdout;
    expect(html).toContain('>Tenants with missing associations</h2>');
    expect((await surveyOf(world(), ['--format', 'junit'])).stdout).toContain(
      '1 tenant: Associations of the tenant',
    );
    const rows = (await surveyOf(world(), ['--format', 'ndjson'])).stdout.split('\n');
    expect(rows.filter((line) => line.includes('"type":"tenant"'))).toHaveLength(2);
  });

  it.each([
    ['denied', { kind: 'deny' }],
    ['throttled for ever', { kind: 'throttle' }],
    ['not to be read', { kind: 'garbage' }],
    ['refused with an error of the server', { kind: 'server-error' }],
  ] as const)('whose list is %s are an open question, told once, and no tick', async (_, fault) => {
    const of = (): World => {
      const world = worldOf({ empty: [] });
      world.aws.faults.push({ op: 'ListTenants', ...fault });
      return world;
    };
    const { stdout, exitCode } = await surveyOf(of(), ['--json', '--timeout', '6s']);
    const { unknown, verdict, tenants, places } = reportOf(stdout);
    expect([verdict, exitCode]).toEqual(['unknown', 3]);
    expect(tenants).toMatchObject({ listed: 0, unknown: 0, unlisted: 1 });
    expect(places).toMatchObject([{ worst: 'unknown', unknown: 0 }]);
    expect(unknown.filter(({ counts }) => counts)).toMatchObject([{ of: 'places', count: 1 }]);
    const text = (await surveyOf(of(), ['--timeout', '6s'])).stdout;
    expect(text).toMatch(/^\? the tenants of 1 account and Region not looked at, 3 sound\n/);
  });

  it('whose list is denied are told once, with the permission', async () => {
    const world = worldOf({ empty: [] });
    world.aws.faults.push({ op: 'ListTenants', kind: 'deny' });
    const { stdout } = await surveyOf(world, []);
    expect(stdout.match(/ses:ListTenants\b/g)).toHaveLength(3);
    expect(stdout).toMatch(/\? 1 account and Region not fully answered[^]*Allow\s+ses:ListTenants/);
    expect(stdout).not.toContain('does not count');
  });

  it('whose list is denied in one Region are open there alone', async () => {
    const world = worldOf({ acme: sound });
    const other = worldOfSenders({ sound: 3 }).region;
    for (const identity of Object.values(other.identities)) delete identity.MailFromAttributes;
    world.aws.regions['us-east-1'] = other;
    world.aws.faults.push({ op: 'ListTenants', kind: 'deny', region: 'us-east-1' });
    const { stdout, exitCode } = await surveyOf(world, [
      ...['--json', '--region', 'eu-west-1', '--region', 'us-east-1'],
    ]);
    const { places, tenants } = reportOf(stdout);
    expect(exitCode).toBe(3);
    expect(tenants).toMatchObject({ listed: 1, lookedAt: 1, unlisted: 1 });
    expect(places.find(({ region }) => region === 'us-east-1')?.worst).toBe('unknown');
    expect(places.find(({ region }) => region === 'eu-west-1')?.worst).not.toBe('unknown');
  });

  it('whose list is denied beside a fault leave the fault', async () => {
    const world = worldOf({ empty: [] });
    world.region.account.SendingEnabled = false;
    world.aws.faults.push({ op: 'ListTenants', kind: 'deny' });
    const { stdout, exitCode } = await surveyOf(world);
    expect([reportOf(stdout).verdict, exitCode]).toEqual(['fail', 1]);
    const calm = await surveyOf(world, ['--json', '--fail-on', 'never']);
    expect(calm.exitCode).toBe(3);
    const accepted = await surveyOf(world, ['--json', '--fail-on', 'never', '--allow-unknown']);
    expect(accepted.exitCode).toBe(0);
  });

  it('alone are told by their number, and by what is open', async () => {
    const only = ['--only', 'send-tenant'];
    expect((await surveyOf(worldOf({ acme: sound, shop: sound }), only)).stdout).toMatch(
      /^✓ 2 tenants sound, /,
    );
    const denied = worldOf({ acme: sound });
    denied.aws.faults.push({ op: 'ListTenants', kind: 'deny' });
    const { stdout, exitCode } = await surveyOf(denied, only);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^\? the tenants of 1 account and Region not looked at/);
    expect(stdout).not.toMatch(/sound/);
    const one = worldOf({ acme: sound, shop: sound });
    one.aws.faults.push({ op: 'ListTenantResources', kind: 'deny', when: { TenantName: 'shop' } });
    expect((await surveyOf(one, only)).stdout).toMatch(/^\? 1 tenant not fully answered, 1 tenant sound/);
  });

  it('of which one may not be looked at are not all sound', async () => {
    const world = worldOf({ acme: sound });
    world.aws.faults.push({ op: 'ListTenantResources', kind: 'deny' });
    const { stdout, exitCode } = await surveyOf(world);
    expect([reportOf(stdout).verdict, exitCode]).toEqual(['unknown', 3]);
  });

  it('are left alone where nobody wants them', async () => {
    const ran = await surveyOf(worldOf({ empty: [] }), [
      '--json',
      '--skip',
      'send-tenant',
      '--skip',
      'reputation-tenant',
    ]);
    expect(named(ran, 'ListTenantResources')).toBe(0);
    expect(reportOf(ran.stdout).tenants).toMatchObject({ listed: 0, lookedAt: 0 });
  });

  it('are not asked for again by a run that goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'survey-tenants-'));
    const lab = await startLab(worldOf({ acme: sound, empty: [] }));
    const host = {
      history: {
        ...historyHost,
        start: { ...historyHost.start, workingFolder: folder },
        temporaryFolder: folder,
      },
    };
    try {
      const args = ['--json', '--state', 'survey.ndjson'];
      const first = await surveyAt(lab, args, { host });
      const from = lab.aws.calls.length;
      const second = await surveyAt(lab, args, { host });
      expect(lab.aws.calls.slice(from).map(({ op }) => op)).toEqual(['GetCallerIdentity']);
      expect(reportOf(second.stdout).tenants).toEqual(reportOf(first.stdout).tenants);
    } finally {
      await lab.close();
      rmSync(folder, { recursive: true });
    }
  });
});
