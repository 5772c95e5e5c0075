import { describe, expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import type { RegionWorld } from '../lab/aws/world.ts';
import type { World } from '../lab/world.ts';
import { runOffline } from '../cli/host.ts';
import { surveyedAccounts, surveyedRegions, worldOfAccounts } from '../bench/surveyed-worlds.ts';
import { surveyIn, worldOfSenders } from './surveyed.ts';

const [denied, throttled, sound] = ['222233334444', '333344445555', '444455556666'] as const;

/** The Region of a world of senders. */
const regionOf = (kinds: Parameters<typeof worldOfSenders>[0]): RegionWorld => worldOfSenders(kinds).region;

/** Four accounts with senders in two Regions; in one account a Region is not enabled. */
function manyAccounts(): World {
  const world = worldOfSenders({ sound: 3, keyless: 1 });
  const account = (regions: Record<string, RegionWorld | null>, roles: Record<string, string | null>) => ({
    ...{ regions, roles, status: 'ACTIVE' },
  });
  world.aws.accounts[denied] = account({ 'eu-west-1': regionOf({ sound: 1 }) }, {});
  world.aws.accounts[throttled] = account({ 'eu-west-1': regionOf({ sound: 2 }) }, { audit: null });
  world.aws.accounts[sound] = account({ 'eu-west-1': regionOf({ sound: 2 }) }, { audit: 'secret-id' });
  world.aws.faults.push({ op: '*', kind: 'throttle', account: throttled });
  return world;
}

const file = `account,role,external id,regions
111122223333,arn:aws:iam::111122223333:role/audit,,
${denied},arn:aws:iam::${denied}:role/audit,,eu-west-1
${throttled},arn:aws:iam::${throttled}:role/audit,,eu-west-1
${sound},arn:aws:iam::${sound}:role/audit,secret-id,eu-west-1 ap-south-2
`;

describe('a survey of accounts', () => {
  it('tells of each account and Region what became of it, and loses none', async () => {
    const world = manyAccounts();
    world.aws.accounts['111122223333'] = {
      ...{ regions: { 'eu-west-1': world.region }, roles: { audit: null }, status: 'ACTIVE' },
    };
    const { stdout, stderr, exitCode, lab } = await surveyIn(
      world,
      ['--accounts', 'accounts.csv', '--region', 'eu-west-1', '--json', '--timeout', '5s'],
      { files: { 'accounts.csv': file } },
    );
    const { places, totals, unknown } = JSON.parse(stdout) as SurveyReport;
    expect(stderr).toBe('');
    expect(
      places.map(({ account, region, state, identities, lookedAt, worst }) => [
        ...[account, region, state, identities, lookedAt, worst],
      ]),
    ).toEqual([
      ['111122223333', 'eu-west-1', 'open', 4, 4, 'fail'],
      [denied, 'eu-west-1', 'failed', 0, 0, 'unknown'],
      [throttled, 'eu-west-1', 'failed', 0, 0, 'unknown'],
      [sound, 'ap-south-2', 'closed', 0, 0, null],
      [sound, 'eu-west-1', 'open', 2, 2, 'pass'],
    ]);
    expect(totals).toMatchObject({ accounts: 4, identities: 6, lookedAt: 6, failing: 1 });
    expect(places[1]?.because).toContain('sts:AssumeRole');
    expect(unknown.filter(({ counts }) => counts).map(({ reason }) => reason)).toEqual([
      'access-denied',
      'throttled',
    ]);
    expect(exitCode).toBe(1);
    expect(lab.aws.calls.filter(({ op }) => op === 'AssumeRole')).toHaveLength(4);
    expect(stdout).not.toContain('lab/secret');
  });

  it('loses nobody of 300 in each of five Regions of four accounts, whatever fails beside them', async () => {
    const [, refused = '', closed = '', limited = ''] = surveyedAccounts;
    const rows = surveyedAccounts.map((account) => `${account},arn:aws:iam::${account}:role/audit,,`);
    const { stdout, stderr, exitCode } = await surveyIn(
      worldOfAccounts(null),
      [
        ...[
          '--accounts',
          'accounts.csv',
          '--json',
          '--timeout',
          '120s',
          '--only',
          'identity',
          '--only',
          'dkim',
        ],
        ...surveyedRegions.flatMap((region) => ['--region', region]),
      ],
      { files: { 'accounts.csv': rows.join('\n') } },
    );
    const { places, totals, causes, unknown } = JSON.parse(stdout) as SurveyReport;
    expect(stderr).toBe('');
    const told = new Map(
      places.map((place) => [
        `${place.account} ${place.region}`,
        [place.state, place.identities, place.lookedAt, place.failing].join(' '),
      ]),
    );
    const expected = surveyedAccounts.flatMap((account) =>
      surveyedRegions.map((region): [string, string] => {
        const key = `${account} ${region}`;
        if (account === refused) return [key, 'failed 0 0 0'];
        if (account === closed && region === 'ap-south-1') return [key, 'closed 0 0 0'];
        if (account === limited && region === 'us-west-2') return [key, 'failed 0 0 0'];
        return [key, 'open 300 300 1'];
      }),
    );
    expect(told).toEqual(new Map(expected));
    expect(totals).toMatchObject({
      identities: 3900,
      lookedAt: 3900,
      failing: 13,
      soundInBulk: 3887,
      unknown: 0,
    });
    expect(causes.map(({ code, count }) => [code, count])).toContainEqual(['dkim/record-missing', 13]);
    expect(
      unknown.filter(({ counts }) => counts).map(({ reason, count }) => `${reason} ${String(count)}`),
    ).toEqual(['not-asked 3887', 'access-denied 5', 'throttled 1']);
    expect(exitCode).toBe(1);
  });

  it('counts an account that stands in two lines once', async () => {
    const world = manyAccounts();
    world.aws.faults = [];
    const row = `${sound},arn:aws:iam::${sound}:role/audit,secret-id,eu-west-1\n`;
    const { stdout } = await surveyIn(world, ['--accounts', 'accounts.csv', '--json'], {
      files: { 'accounts.csv': row + row },
    });
    expect((JSON.parse(stdout) as SurveyReport).totals).toMatchObject({
      identities: 2,
      lookedAt: 2,
      sound: 2,
    });
  });

  it('takes the accounts of the organization, its own without a role', async () => {
    const world = manyAccounts();
    world.aws.faults = [];
    const suspended = world.aws.accounts[denied];
    if (suspended !== undefined) suspended.status = 'SUSPENDED';
    const { stdout } = await surveyIn(world, [
      ...['--organization', '--role-name', 'audit', '--json', '--region', 'eu-west-1'],
    ]);
    const { places, notes } = JSON.parse(stdout) as SurveyReport;
    expect(places.map(({ account, state }) => [account, state])).toEqual([
      ['111122223333', 'open'],
      [denied, 'inactive'],
      [throttled, 'open'],
      // Its role asks for an external id.
      [sound, 'failed'],
    ]);
    expect(places.map(({ because }) => because)).toContain(
      'the account is not active: its status in the organization is SUSPENDED',
    );
    expect(notes.join(' ')).toContain('1 account of the organization is not active');
  });

  it.each([
    [{ kind: 'deny' }, 'access-denied', 'not allowed to call organizations:ListAccounts'],
    [
      {
        kind: 'error',
        type: 'AWSOrganizationsNotInUseException',
        message: 'Your account is not a member of an organization.',
      },
      'bad-reply',
      'not a member of an organization',
    ],
    [{ kind: 'drop' }, 'unreachable', 'could not be asked'],
  ] as const)('says why it has no accounts of an organization, in a row: %j', async (fault, reason, why) => {
    const world = manyAccounts();
    world.aws.faults = [{ ...fault, op: 'ListAccounts' }];
    const organization = ['--organization', '--role-name', 'audit', '--region', 'all'];
    const { stdout, stderr, exitCode } = await surveyIn(world, [...organization, '--json']);
    const { places, unknown, verdict } = JSON.parse(stdout) as SurveyReport;
    expect([stderr, verdict, exitCode]).toEqual(['', 'unknown', 3]);
    expect(places).toMatchObject([{ account: 'organization', state: 'failed', worst: 'unknown' }]);
    expect(places[0]?.because).toContain(why);
    expect(unknown).toMatchObject([{ reason, of: 'places', count: 1, counts: true }]);
    if (reason === 'access-denied')
      expect(unknown[0]?.message).toContain(
        'Only the management account of an organization, or an account that is its delegated administrator',
      );
  });

  it('keeps the accounts of the pages that came, and says that some are missing', async () => {
    const world = manyAccounts();
    world.aws.faults = [{ op: 'ListAccounts', kind: 'deny', after: 1 }];
    world.aws.pageSize = 2;
    const organization = ['--organization', '--role-name', 'audit', '--region', 'eu-west-1'];
    const { stdout } = await surveyIn(world, [...organization, '--json']);
    const { places, verdict } = JSON.parse(stdout) as SurveyReport;
    expect(places.map(({ account, state }) => [account, state])).toEqual([
      ['111122223333', 'open'],
      [denied, 'failed'],
      ['organization', 'failed'],
    ]);
    expect(verdict).toBe('fail');
  });

  it('a delegated administrator asks itself without a role, and the management account with one', async () => {
    const world = manyAccounts();
    world.aws.faults = [];
    const management = world.aws.accounts[throttled];
    if (management !== undefined) management.roles = {};
    const organization = ['--organization', '--role-name', 'audit', '--region', 'eu-west-1'];
    const { stdout, lab } = await surveyIn(world, [...organization, '--json']);
    const { places } = JSON.parse(stdout) as SurveyReport;
    expect(places.find(({ account }) => account === '111122223333')?.state).toBe('open');
    // StackSets do not deploy to the management account by themselves.
    expect(places.find(({ account }) => account === throttled)?.because).toContain(
      'the role audit is denied',
    );
    const taken = lab.aws.calls.flatMap(({ op, input }) => (op === 'AssumeRole' ? [input['RoleArn']] : []));
    expect(taken).not.toContain('arn:aws:iam::111122223333:role/audit');
  });

  it('looks into every Region, and says which are not enabled', async () => {
    const { stdout, exitCode } = await surveyIn(worldOfSenders({ sound: 2 }), ['--region', 'all', '--json']);
    const { places, totals } = JSON.parse(stdout) as SurveyReport;
    expect(places.length).toBeGreaterThan(20);
    expect(places.filter(({ state }) => state === 'open').map(({ region }) => region)).toEqual([
      'eu-west-1',
      'us-east-1',
    ]);
    expect(places.every(({ state }) => state !== 'failed')).toBe(true);
    expect(totals).toMatchObject({ identities: 2, sound: 2 });
    expect(exitCode).toBe(0);
  });

  it('asks about a Region that was named: that it lets nobody in is no answer', async () => {
    const { stdout, exitCode } = await surveyIn(worldOfSenders({ sound: 2 }), [
      ...['--region', 'eu-west-1', '--region', 'me-south-1', '--json'],
    ]);
    const { places, unknown } = JSON.parse(stdout) as SurveyReport;
    expect(places.map(({ region, state }) => [region, state])).toEqual([
      ['eu-west-1', 'open'],
      ['me-south-1', 'failed'],
    ]);
    expect(unknown.map(({ reason }) => reason)).toEqual(['region-not-enabled']);
    expect(exitCode).toBe(3);
  });

  it('names an account by its keys where STS may not be asked: those of another account are others', async () => {
    const world = worldOfSenders({ sound: 1 });
    world.aws.faults.push({ op: 'GetCallerIdentity', kind: 'deny' });
    const { stdout, exitCode } = await surveyIn(world, ['--json']);
    expect((JSON.parse(stdout) as SurveyReport).places[0]?.account).toMatch(/^keys ending in \w{4}$/);
    expect(exitCode).toBe(0);
  });

  it('says which line of the accounts cannot be read', async () => {
    const run = async (text: string) =>
      await surveyIn(worldOfSenders({}), ['--accounts', 'a.csv'], { files: { 'a.csv': text } });
    expect((await run('account,role\n12,x\n')).stderr).toContain('line 2: "12" is not a 12-digit account id');
    expect((await run('111122223333\n')).stderr).toContain('line 1: the role is missing');
    expect((await run('111122223333,arn:aws:iam::222233334444:role/x\n')).stderr).toContain(
      'another account',
    );
    expect((await run('who,role\n')).exitCode).toBe(2);
  });
});

describe('the role to deploy', () => {
  it('reads, and lets somebody else take it on', async () => {
    const json = await runOffline(['policy', '--for', 'survey']);
    const { Statement: statements } = JSON.parse(json.stdout) as { Statement: { Action: string[] }[] };
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions).toContain('ses:GetIdentityDkimAttributes');
    expect(actions.filter((action) => !/:(?:Get|List|BatchGet|Describe)/.test(action))).toEqual([]);
    const stack = await runOffline(['policy', '--for', 'survey', '--format', 'cloudformation']);
    const { Resources, Parameters } = JSON.parse(stack.stdout) as Record<string, Record<string, object>>;
    expect(Object.keys(Resources ?? {})).toEqual(['SesDoctorRole']);
    expect(Object.keys(Parameters ?? {})).toEqual(['TrustedPrincipal', 'ExternalId']);
    const hcl = await runOffline(['policy', '--for', 'survey', '--format', 'terraform']);
    expect(hcl.stdout).toContain('resource "aws_iam_role" "ses_doctor"');
  });
});
