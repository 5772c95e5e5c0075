import { describe, expect, it } from 'vitest';
import { startLab } from '../lab/lab.ts';
import type { SurveyReport } from '../../src/survey/document.ts';
import { foldState } from '../../src/survey/fold.ts';
import type { StateLine } from '../../src/survey/lines.ts';
import { firstLook } from '../../src/survey/listing.ts';
import { renderSurveyText } from '../../src/survey/render/text.ts';
import { scopeOf } from '../../src/survey/scope.ts';
import { surveyAt, surveyIn, worldOfSenders } from './surveyed.ts';

const one = (
  name: string,
  verificationStatus = 'SUCCESS',
  sendingEnabled = verificationStatus === 'SUCCESS',
) => ({
  ...{ name, verificationStatus, sendingEnabled },
});
const many = (count: number, status: string) =>
  Array.from({ length: count }, (_, index) => one(`${status.toLowerCase()}${String(index)}`, status));
const namesOf = (list: readonly { name: string }[]): string => list.map(({ name }) => name).join(' ');

describe('whom a first look goes to', () => {
  it.each([
    [1, 'failed0'],
    [2, 'failed0 success0'],
    [3, 'failed0 failed1 success0'],
    [6, 'failed0 failed1 temporary_failure0 success0 success1 success2'],
    [9, 'failed0 failed1 temporary_failure0 pending0 pending1 success0 success1 success2 success3'],
  ])('of %i: those in trouble first, and those that send', (limit, names) => {
    const list = [
      ...many(9, 'SUCCESS'),
      ...many(5, 'PENDING'),
      ...many(1, 'TEMPORARY_FAILURE'),
      ...many(2, 'FAILED'),
    ];
    expect(namesOf(firstLook(list, limit))).toBe(names);
  });

  it('goes to more of one kind where the other has few', () => {
    expect(namesOf(firstLook([...many(9, 'SUCCESS'), ...many(1, 'FAILED')], 4))).toBe(
      'failed0 success0 success1 success2',
    );
    expect(namesOf(firstLook([...many(1, 'SUCCESS'), ...many(9, 'FAILED')], 4))).toBe(
      'failed0 failed1 failed2 success0',
    );
    expect(namesOf(firstLook(many(9, 'SUCCESS'), 2))).toBe('success0 success1');
  });

  it('counts a verified one that may not send as in trouble', () => {
    expect(namesOf(firstLook([one('sends'), one('paused', 'SUCCESS', false)], 1))).toBe('paused');
  });
});

const reportOf = (stdout: string): SurveyReport => JSON.parse(stdout) as SurveyReport;

describe('a first look', () => {
  it('at one finds the one that the list says is not verified, and says what it left out', async () => {
    const world = worldOfSenders({ sound: 5, unverified: 1 });
    const { stdout, exitCode } = await surveyIn(world, ['--limit', '1', '--json']);
    const { totals, verdict, unknown } = reportOf(stdout);
    expect(totals).toMatchObject({ identities: 6, lookedAt: 1, notLookedAt: 5, failing: 1, cannotSend: 1 });
    expect(totals.statuses).toEqual({ PENDING: 1 });
    expect([verdict, exitCode]).toEqual(['fail', 1]);
    expect(unknown).toContainEqual(expect.objectContaining({ reason: 'not-asked', count: 5, counts: false }));
  });

  it('that finds nothing is no all-clear, and no failure', async () => {
    const run = async (...args: readonly string[]) =>
      await surveyIn(worldOfSenders({ sound: 3 }), ['--limit', '2', ...args]);
    const { stdout, exitCode } = await run();
    expect(stdout).not.toContain('✓');
    expect(stdout.split('\n')[0]).toBe('? First look at 2 of 3 identities: 2 sound');
    expect(exitCode).toBe(0);
    const report = reportOf((await run('--json')).stdout);
    expect([report.verdict, report.exitCode]).toEqual(['unknown', 0]);
    expect((await run('--format', 'junit')).stdout).toContain('<skipped message=');
    expect((await run('--format', 'html')).stdout).toMatch(
      /<h1>(?:<[^>]+>[^<]*<\/[^>]+>)?[^<]{0,3}First look at 2 of 3 identities/,
    );
    const rows = (await run('--format', 'csv')).stdout.split('\r\n');
    expect(rows.filter((row) => row.includes(',not-looked-at,'))).toHaveLength(1);
  });

  it('at all that there are is a look at all', async () => {
    const { stdout, exitCode } = await surveyIn(worldOfSenders({ sound: 3 }), ['--limit', '3', '--json']);
    expect([reportOf(stdout).verdict, exitCode]).toEqual(['pass', 0]);
  });
});

describe('an account and Region of which not all was looked at', () => {
  const row = (stdout: string): string =>
    stdout.split('\n').find((line) => /^1111\d+ +eu-west-1/.test(line)) ?? '';

  it.each([
    ['sound so far', { sound: 3 }, '2', 'unknown', '1 of 3 not looked at', 'not all known'],
    ['one looked at', { sound: 9 }, '1', 'unknown', '8 of 9 not looked at', 'not all known'],
    [
      'with trouble left over',
      { sound: 3, keyless: 3 },
      '1',
      'unknown',
      '5 of 6 not looked at',
      'not all known',
    ],
    ['failing so far', { sound: 5, unverified: 1 }, '1', 'fail', null, 'failing'],
    ['all looked at', { sound: 3 }, '3', 'pass', null, 'sound'],
    ['fewer than the limit', { sound: 1 }, '3', 'pass', null, 'sound'],
  ] as const)('%s', async (_, kinds, limit, worst, because, word) => {
    const lab = await startLab(worldOfSenders(kinds));
    try {
      const { places } = reportOf((await surveyAt(lab, ['--limit', limit, '--json'])).stdout);
      expect(places.map((place) => place.worst)).toEqual([worst]);
      if (because !== null || worst === 'pass') expect(places[0]?.because).toBe(because);
      expect(row((await surveyAt(lab, ['--limit', limit])).stdout)).toContain(` ${word}`);
    } finally {
      await lab.close();
    }
  });

  const name = { account: '111122223333', region: 'eu-west-1', at: '2026-01-01T00:00:00.000Z' };
  const nothing = { worst: 'pass', findings: [], unanswered: [] } as const;
  const listing: StateLine = {
    ...{ kind: 'listing', ...name, complete: true },
    names: ['a.example', 'b.example'].map((one) => [one, 'SUCCESS', true]),
  };
  const place: StateLine = {
    ...{ kind: 'place', ...name, ...nothing, state: 'open', because: null, counted: false },
  };
  const looked = (identity: string): StateLine => ({
    ...{ kind: 'identity', ...name, ...nothing, identity, depth: 'bulk', sends: null, provider: null },
  });

  it.each([
    ['before its first identity', [], 'unknown', '? 2 identities not looked at', 3],
    ['after the first of two', ['a.example'], 'unknown', '? 1 sound', 3],
    ['at its end', ['a.example', 'b.example'], 'pass', '✓ 2 sound', 0],
  ] as const)('where the run ended %s', async (_, names, worst, headline, exitCode) => {
    const lines = [listing, place, ...names.map(looked)];
    async function* held(): AsyncGenerator<StateLine> {
      yield* await Promise.resolve(lines);
    }
    const report = await foldState(held, await scopeOf(held, { places: [name], identities: null }), {
      ...{
        version: '1.0.0',
        startedAt: '',
        takenAt: name.at,
        notes: [],
        compared: null,
        limit: Infinity,
        leftOut: [],
      },
      ...{ terms: { failOn: 'error', allowUnknown: false }, ofIdentities: true, ofAccounts: true },
    });
    expect([report.places[0]?.worst, report.exitCode]).toEqual([worst, exitCode]);
    const text = renderSurveyText(report, { columns: 120, colorLevel: 0, verbose: false, quiet: false });
    expect(text.split('\n')[0]).toBe(headline);
    expect(/^1111.* sound$/m.test(text)).toBe(worst === 'pass');
  });
});

describe('a survey with some of the checks', () => {
  it.each(['smtp', 'message', 'bounce', 'recipient'])(
    'refuses --only %s, which looks at nothing here',
    async (only) => {
      const { exitCode, stderr, stdout } = await surveyIn(worldOfSenders({ sound: 1 }), ['--only', only]);
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toContain('leaves no check');
    },
  );

  it('of the account says nothing of identities', async () => {
    const world = worldOfSenders({ sound: 2, keyless: 1 });
    const { stdout, exitCode, lab } = await surveyIn(world, ['--only', 'sending', '--json']);
    const { totals, verdict } = reportOf(stdout);
    expect(totals).toMatchObject({ identities: 3, lookedAt: 0, sound: 0 });
    expect([verdict, exitCode]).toEqual(['pass', 0]);
    expect(lab.aws.calls.some(({ op }) => op.startsWith('GetIdentity'))).toBe(false);
    const text = (await surveyIn(worldOfSenders({ sound: 2 }), ['--only', 'sending'])).stdout;
    expect(text.split('\n')[0]).toBe('✓ 1 account and Region sound');
    expect(text).toContain('no selected check looks at identities');
  });

  it('that only questions answer asks them', async () => {
    const world = worldOfSenders({ sound: 2 });
    const { stdout, lab } = await surveyIn(world, ['--only', 'identity-policy', '--json']);
    const { totals, unknown, notes } = reportOf(stdout);
    expect(totals).toMatchObject({ lookedAt: 2, sound: 2 });
    expect(lab.aws.calls.filter(({ op }) => op === 'GetEmailIdentity')).toHaveLength(2);
    expect(unknown).toEqual([]);
    expect(notes.join(' ')).toContain('Each identity was asked about by itself');
  });

  it.each([
    [['--only', 'dmarc'], null],
    [
      ['--skip', 'reputation*', '--skip', 'configuration-set*', '--skip', 'events', '--skip', 'suppression*'],
      'the policies:',
    ],
    [[], 'the policies, the default configuration set, the tenants and the numbers by mailbox provider:'],
    [
      ['--no-dns'],
      'the policies, the default configuration set, the tenants and the numbers by mailbox provider:',
    ],
  ])('with %j says what bulk leaves out of them', async (args, words) => {
    // Of so many that send nobody is asked who seems to be in order.
    const { stdout, lab } = await surveyIn(worldOfSenders({ sound: 101 }), [...args, '--json']);
    const { unknown, totals, verdict, exitCode } = reportOf(stdout);
    const left = unknown.find(({ reason }) => reason === 'not-asked');
    expect(left?.message.split(' only')[0] ?? null).toBe(words);
    expect(lab.aws.calls.filter(({ op }) => op === 'GetEmailIdentity')).toEqual([]);
    expect([totals.sound, totals.soundInBulk, totals.unknown]).toEqual(
      words === null ? [101, 0, 0] : [0, 101, 0],
    );
    expect([verdict, exitCode]).toEqual(words === null ? ['pass', 0] : ['unknown', 3]);
  });
});

describe('what is not answered', () => {
  it('is counted once, with one meaning', async () => {
    const world = worldOfSenders({ sound: 2, keyless: 1 });
    world.aws.faults.push({ op: 'GetEmailIdentity', kind: 'deny' });
    for (const op of ['GetIdentityDkimAttributes', 'GetIdentityNotificationAttributes'])
      world.aws.faults.push({ op, kind: 'deny' });
    const { stdout } = await surveyIn(world, ['--json']);
    const { totals, unknown, places } = reportOf(stdout);
    expect(totals.unknown).toBe(3);
    expect(places[0]?.unknown).toBe(3);
    for (const { of, count, counts } of unknown)
      if (of === 'identities' && counts) expect(count).toBeLessThanOrEqual(3);
    expect(Math.max(...unknown.filter(({ of }) => of === 'identities').map(({ count }) => count))).toBe(3);
  });

  it('at an identity that fails is counted, too', async () => {
    const world = worldOfSenders({ keyless: 1 });
    world.dns.faults.push({ name: '_dmarc.keyless0.example', kind: 'servfail' });
    const { stdout } = await surveyIn(world, ['--json']);
    const { totals } = reportOf(stdout);
    expect(totals).toMatchObject({ lookedAt: 1, failing: 1, unknown: 1, sound: 0 });
    const never = await surveyIn(world, ['--fail-on', 'never']);
    expect(never.stdout.split('\n')[0]).toBe('✗ 1 failing, 1 not fully answered (1 of them failing)');
    expect(never.exitCode).toBe(3);
  });

  it('of names that are nowhere has its rows', async () => {
    const run = async (format: string): Promise<string> =>
      (
        await surveyIn(worldOfSenders({ sound: 1 }), ['--identities', 'names', '--format', format], {
          files: { names: 'sound0.example\nnosuch.example\n' },
        })
      ).stdout;
    expect(
      (await run('csv')).split('\r\n').filter((row) => row.startsWith(',,nosuch.example,nowhere,')),
    ).toHaveLength(1);
    expect(await run('ndjson')).toContain('{"type":"nowhere","identity":"nosuch.example","listedAs":null}');
    expect(await run('html')).toContain('<summary>1 name found nowhere</summary>');
    expect(reportOf(await run('json')).nowhere).toEqual(['nosuch.example']);
  });

  it('has rows in csv for accounts and Regions', async () => {
    const world = worldOfSenders({ sound: 1 });
    world.region.account.SendingEnabled = false;
    const args = ['--region', 'eu-west-1', '--region', 'ap-south-2', '--format', 'csv'];
    const rows = (await surveyIn(world, args)).stdout
      .split('\r\n')
      .map((row) => row.split(',').slice(0, 6).join(','));
    expect(rows).toContain('111122223333,eu-west-1,,fail,,sending/disabled-by-you');
    expect(rows).toContain('111122223333,ap-south-2,,unknown,,');
    world.aws.faults.push({ op: 'ListEmailIdentities', kind: 'deny' });
    expect((await surveyIn(world, args)).stdout).toContain('111122223333,eu-west-1,,unknown,,,,,');
  });
});

describe('a list that breaks off', () => {
  it.each([
    ['denied at its second page', { kind: 'deny', after: 1 }],
    ['with a token that repeats', { kind: 'repeat-token' }],
  ] as const)('%s keeps the names that came, and the place says so', async (_, fault) => {
    const world = worldOfSenders({ sound: 3 });
    world.aws.pageSize = 2;
    world.aws.faults.push({ op: 'ListEmailIdentities', region: 'eu-west-1', ...fault });
    const { stdout, exitCode } = await surveyIn(world, ['--json']);
    const { totals, places, verdict, unknown } = reportOf(stdout);
    expect(totals.lookedAt).toBeGreaterThanOrEqual(2);
    expect(totals).toMatchObject({ identities: totals.sound, notLookedAt: 0 });
    expect(places).toHaveLength(1);
    expect(places[0]?.because).toContain(
      `the list of identities broke off after ${String(totals.lookedAt)}: `,
    );
    expect([places[0]?.state, places[0]?.worst, verdict, exitCode]).toEqual([
      'open',
      'unknown',
      'unknown',
      3,
    ]);
    expect(unknown).toContainEqual(expect.objectContaining({ of: 'places', count: 1, counts: true }));
  });

  it('is whole where every page comes, and nothing where none does', async () => {
    const world = worldOfSenders({ sound: 3 });
    world.aws.pageSize = 2;
    const whole = reportOf((await surveyIn(world, ['--json'])).stdout);
    expect([whole.totals.sound, whole.verdict, whole.places[0]?.because]).toEqual([3, 'pass', null]);
    world.aws.faults.push({ op: 'ListEmailIdentities', kind: 'deny' });
    const none = reportOf((await surveyIn(world, ['--json'])).stdout);
    expect([none.totals.identities, none.places[0]?.state, none.verdict]).toEqual([0, 'failed', 'unknown']);
  });
});
