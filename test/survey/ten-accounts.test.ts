import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import { emptyRegion, type RegionWorld } from '../lab/aws/world.ts';
import type { World } from '../lab/world.ts';
import { surveyIn, worldOfSenders } from './surveyed.ts';

const home = '111122223333';
const numbers = {
  ...{ sound: '222233334441', twice: '222233334442', untrusted: '222233334443', wrongId: '222233334444' },
  ...{ suspended: '222233334445', expired: '222233334446', quoted: '222233334447', mute: '222233334448' },
  ...{ empty: '222233334449', elsewhere: '222233334450', tenants: '222233334451' },
} as const;
const audit = (account: string): string => `arn:aws:iam::${account}:role/audit`;

/** A management account and eleven others, in most of which something else is the matter. */
function worldOfTen(): World {
  const world = worldOfSenders({ sound: 2, keyless: 1 });
  const regionOf = (kinds: Parameters<typeof worldOfSenders>[0]): RegionWorld => {
    const other = worldOfSenders(kinds);
    Object.assign(world.dns.names, other.dns.names);
    return other.region;
  };
  const add = (
    account: string,
    region: RegionWorld | null,
    roles: Record<string, string | null> = { audit: null },
    status = 'ACTIVE',
  ): void => {
    const regions = { 'us-east-1': emptyRegion(), ...(region === null ? {} : { 'eu-west-1': region }) };
    world.aws.accounts[account] = { regions, roles, status };
  };
  add(numbers.sound, regionOf({ sound: 2 }));
  add(numbers.twice, regionOf({ sound: 1 }));
  add(numbers.untrusted, regionOf({ sound: 1 }), {});
  add(numbers.wrongId, regionOf({ sound: 1 }), { audit: 'right' });
  add(numbers.suspended, regionOf({ sound: 1 }), { audit: null }, 'SUSPENDED');
  add(numbers.expired, regionOf({ sound: 1 }));
  add(numbers.quoted, regionOf({ keyless: 2 }), { audit: 'a, "b"' });
  add(numbers.mute, regionOf({ sound: 1 }));
  add(numbers.empty, emptyRegion());
  add(numbers.elsewhere, null);
  const withTenants = regionOf({ sound: 1 });
  withTenants.tenants['acme'] = {
    tenant: { TenantName: 'acme', TenantId: 'tn-acme', SendingStatus: 'ENABLED' },
    resources: [],
  };
  add(numbers.tenants, withTenants);
  const type = 'ExpiredTokenException';
  const message = 'The security token included in the request is expired';
  world.aws.faults.push({ op: '*', kind: 'error', type, message, account: numbers.expired, after: 3 });
  world.aws.faults.push({ op: '*', kind: 'deny', account: numbers.mute });
  // Pages of ListAccounts, of ListEmailIdentities and of all the rest.
  world.aws.pageSize = 2;
  return world;
}

const line = (account: string, id = '', regions = ''): string =>
  `${account},${audit(account)},${id},${regions}`;
const file = [
  'account,role,external id,regions',
  line(numbers.sound),
  line(numbers.twice),
  line(numbers.twice),
  line(numbers.untrusted),
  line(numbers.wrongId, 'wrong'),
  line(numbers.expired),
  line(numbers.quoted, '"a, ""b"""', 'eu-west-1 ap-south-2'),
  line(numbers.mute),
  line(numbers.empty),
  line(numbers.elsewhere),
  line(numbers.tenants),
].join('\r\n');

const denial = 'sts:AssumeRole of the role audit is denied';
const closed = (account: string, region: string) => [
  ...[account, region, 'closed', 0, 0, null],
  `${region} does not know the account: the Region is not switched on`,
];
const failed = (account: string, because: string) => [
  ...[account, 'eu-west-1', 'failed', 0, 0, 'unknown', because],
];

describe('a survey of accounts in each of which something else is the matter', () => {
  const outputs = new Map<string, string>();
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'survey-accounts-'));
    try {
      const names = ['json', 'html', 'csv', 'xml', 'ndjson'].map((format) => `all.${format}`);
      const { stdout, exitCode } = await surveyIn(
        worldOfTen(),
        [
          ...['--accounts', 'accounts.csv', '--region', 'eu-west-1', '-v'],
          ...names.flatMap((name) => ['-o', join(folder, name)]),
        ],
        { files: { 'accounts.csv': file } },
      );
      expect(exitCode).toBe(1);
      outputs.set('all.txt', stdout);
      for (const name of names) outputs.set(name, readFileSync(join(folder, name), 'utf8'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 600_000);
  const reportOf = (): SurveyReport => JSON.parse(outputs.get('all.json') ?? '') as SurveyReport;

  it('has a row for each, with why', () => {
    const { places, tenants } = reportOf();
    const rows = places.map(({ account, region, state, identities, lookedAt, worst, because }) => [
      ...[account, region, state, identities, lookedAt, worst, because],
    ]);
    expect(rows).toEqual([
      [numbers.sound, 'eu-west-1', 'open', 2, 2, 'pass', null],
      [numbers.twice, 'eu-west-1', 'open', 1, 1, 'pass', null],
      failed(numbers.untrusted, `${denial} (no external id was given)`),
      failed(numbers.wrongId, `${denial} (the external id of its line was given)`),
      [
        ...[numbers.expired, 'eu-west-1', 'failed', 1, 0, 'unknown'],
        'the session of these credentials has ended',
      ],
      closed(numbers.quoted, 'ap-south-2'),
      [numbers.quoted, 'eu-west-1', 'open', 2, 2, 'fail', 'dkim/record-missing'],
      failed(numbers.mute, 'these credentials are not allowed to call ses:ListEmailIdentities'),
      [numbers.empty, 'eu-west-1', 'open', 0, 0, null, 'no identities'],
      closed(numbers.elsewhere, 'eu-west-1'),
      [numbers.tenants, 'eu-west-1', 'open', 1, 1, 'fail', 'send/tenant of 1 tenant'],
    ]);
    expect(tenants).toMatchObject({ listed: 1, incomplete: 1 });
  });

  it('says what to grant', () => {
    const { unknown } = reportOf();
    const advice = (action: string): string =>
      unknown.find((one) => one.action === action && one.counts)?.message ?? '';
    expect(advice('sts:AssumeRole')).toContain('its trust policy has to let in whoever runs the survey');
    expect(advice('sts:AssumeRole')).not.toContain('was given');
    expect(advice('ses:ListEmailIdentities')).toContain('ses-doctor policy --for survey');
  });

  it.each(['txt', 'html', 'csv', 'ndjson'])('names all of them in %s', (format) => {
    const output = outputs.get(`all.${format}`) ?? '';
    const { suspended: _, ...listed } = numbers;
    expect(Object.values(listed).filter((account) => !output.includes(account))).toEqual([]);
    expect(output).toContain(denial);
  });

  it('says in each format that some could not be looked at', () => {
    expect(outputs.get('all.txt')).toMatch(/^✗ .*, no answer from 3 accounts and Regions\n/);
    expect(outputs.get('all.txt')).not.toContain('more reason');
    expect(outputs.get('all.html')).toContain('no answer from 3 accounts and Regions</h1>');
    expect(outputs.get('all.xml')).toContain('name="sts:AssumeRole: access-denied"');
    expect(outputs.get('all.csv')).toContain('Allow ses:ListEmailIdentities');
  });

  it('has them all of the organization too, the suspended one without asking it', async () => {
    const { stdout, lab } = await surveyIn(worldOfTen(), [
      ...['--organization', '--role-name', 'audit', '--region', 'eu-west-1', '--json'],
    ]);
    const { places } = JSON.parse(stdout) as SurveyReport;
    const states = new Map(places.map(({ account, state }) => [account, state]));
    expect([...states.keys()].toSorted()).toEqual([home, ...Object.values(numbers)].toSorted());
    expect(Object.fromEntries(states)).toMatchObject({
      ...{ [home]: 'open', [numbers.suspended]: 'inactive', [numbers.untrusted]: 'failed' },
      ...{ [numbers.wrongId]: 'failed', [numbers.quoted]: 'failed', [numbers.elsewhere]: 'closed' },
    });
    expect(places.find(({ account }) => account === numbers.suspended)?.because).toContain('SUSPENDED');
    const asked = lab.aws.calls.filter(({ op }) => op === 'AssumeRole');
    expect(JSON.stringify(asked.map(({ input }) => input))).not.toContain(numbers.suspended);
  });
});

describe('what could not be seen', () => {
  it('is no account without identities', async () => {
    const world = worldOfSenders({ sound: 1 });
    world.aws.faults.push({ op: '*', kind: 'deny' });
    const { stdout, exitCode } = await surveyIn(world, []);
    expect(stdout).toContain('Nothing could be looked at: no answer from 1 account and Region');
    expect(stdout).toContain('Which identities there are could not be seen');
    expect(stdout).not.toContain('0 identities in');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('Allow ses:ListEmailIdentities');
    expect(exitCode).toBe(3);
  });

  it('is no wrong key where STS knows it', async () => {
    const world = worldOfSenders({ sound: 1 });
    delete world.aws.regions['us-east-1'];
    const { stdout } = await surveyIn(world, ['--region', 'us-east-1', '--region', 'eu-west-1', '--json']);
    const { places, unknown } = JSON.parse(stdout) as SurveyReport;
    expect(places.map(({ region, state }) => [region, state])).toEqual([
      ['eu-west-1', 'open'],
      // It was named, and let nobody in.
      ['us-east-1', 'failed'],
    ]);
    expect(unknown.filter(({ counts }) => counts).map(({ reason }) => reason)).toEqual([
      'region-not-enabled',
    ]);
  });

  it('is an account without identities where its list is empty', async () => {
    const { stdout, exitCode } = await surveyIn(worldOfSenders({}), []);
    expect(stdout).toContain('? Nothing was looked at: no identities in 1 account and Region');
    expect(exitCode).toBe(3);
  });
});
