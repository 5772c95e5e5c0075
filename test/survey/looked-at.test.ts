import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { historyHost } from '../support/history-host.ts';
import type { World } from '../lab/world.ts';
import { surveyAt, surveyIn, worldOfSenders } from './surveyed.ts';

let lab: Lab;
let folder = '';
beforeAll(async () => {
  const world = worldOfSenders({ sound: 2, keyless: 1 });
  // One sends with the MAIL FROM domain of SES: what looks at records of a MAIL FROM domain has nothing to look at.
  Reflect.deleteProperty(world.region.identities['sound0.example'] ?? {}, 'MailFromAttributes');
  lab = await startLab(world);
  folder = mkdtempSync(join(tmpdir(), 'survey-looked-'));
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

const survey = async (args: readonly string[], more: { now?: () => Date } = {}) =>
  await surveyAt(lab, args, {
    host: {
      history: {
        ...historyHost,
        start: { ...historyHost.start, workingFolder: folder },
        temporaryFolder: folder,
      },
      ...more,
    },
  });
const reportOf = async (...args: Parameters<typeof survey>): Promise<SurveyReport> =>
  JSON.parse((await survey(['--json', ...args[0]], args[1])).stdout) as SurveyReport;

describe('an identity is looked at where a selected check looked', () => {
  it.each([
    // Only questions about each identity tell of these: they are asked.
    ['reputation*', 'asked'],
    ['reputation-tenant', 'asked'],
    ['configuration-set', 'asked'],
    ['events', 'asked'],
    ['identity-policy', 'asked'],
    ['dmarc', 'bulk'],
  ] as const)('--only %s: all are, %s', async (only, depth) => {
    const { stdout } = await survey(['--format', 'ndjson', '--only', only]);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; depth?: string });
    const report = lines.at(-1) as unknown as SurveyReport;
    expect(report.totals).toMatchObject({ lookedAt: 3, notLookedAt: 0, sound: 3 });
    const depths = lines.filter(({ type }) => type === 'identity').map((line) => line.depth);
    expect(depths).toEqual([depth, depth, depth]);
  });

  it('has no tick where there was nothing in it to look at, and the others keep theirs', async () => {
    const report = await reportOf(['--only', 'mail-from-records']);
    expect(report.totals).toMatchObject({ identities: 3, lookedAt: 2, notLookedAt: 1, sound: 2 });
    expect(report.unknown).toContainEqual(
      expect.objectContaining({ reason: 'nothing-to-look-at', count: 1, counts: false }),
    );
    expect([report.verdict, report.exitCode, report.places[0]?.worst]).toEqual(['unknown', 0, 'unknown']);
    const csv = (await survey(['--format', 'csv', '--only', 'mail-from-records'])).stdout;
    expect(csv).toMatch(/sound0\.example,not-looked-at/);
  });

  it('is nobody where no selected check looks at identities', async () => {
    const report = await reportOf(['--only', 'quota']);
    expect(report.totals).toMatchObject({ lookedAt: 0, sound: 0 });
  });
});

describe('an account that fails', () => {
  const withAccount = async (change: (account: World['region']['account']) => void) => {
    const world = worldOfSenders({ sound: 2, keyless: 1 });
    change(world.region.account);
    const own = await startLab(world);
    const run = async (args: readonly string[]): Promise<string> => (await surveyAt(own, args)).stdout;
    try {
      const { totals, causes } = JSON.parse(await run(['--json'])) as SurveyReport;
      return { totals, first: causes[0]?.code, csv: await run(['--format', 'csv']), text: await run([]) };
    } finally {
      await own.close();
    }
  };

  it('has no sound identity, in no format: check says the same of each', async () => {
    const { totals, first, csv, text } = await withAccount((account) => {
      account.EnforcementStatus = 'SHUTDOWN';
      account.SendingEnabled = false;
    });
    expect(totals).toMatchObject({ lookedAt: 3, failing: 3, withAccount: 2, warned: 0, sound: 0 });
    expect(first).toBe('sending/paused-by-aws');
    expect(text).toContain('3 failing (2 of them because of their account)');
    const rows = csv.split('\r\n').filter((row) => row.includes('.example,'));
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toMatch(/\.example,fail,[a-z]+,sending\/paused-by-aws/u);
  });

  it('is none where a setting is worth a look and stops nothing', async () => {
    const { totals, csv } = await withAccount((account) => {
      account.EnforcementStatus = 'PROBATION';
    });
    expect(totals).toMatchObject({ failing: 1, withAccount: 0, sound: 2 });
    expect(csv).toContain('sound0.example,pass');
  });
});

describe('an identity about which SES was asked and gave no answer', () => {
  it.each([
    ['is throttled', { kind: 'throttle' }],
    ['is cut off', { kind: 'truncate' }],
    ['fails at AWS', { kind: 'server-error' }],
    ['cannot be read', { kind: 'html' }],
    ['is dropped', { kind: 'drop' }],
    ['is denied', { kind: 'deny' }],
  ] as const)('is counted once where the call %s', async (_, fault) => {
    const world = worldOfSenders({ sound: 2 });
    world.aws.faults.push({ op: 'GetEmailIdentity', ...fault });
    const { stdout, exitCode } = await surveyIn(world, ['--json', '--timeout', '6s']);
    const { unknown, totals } = JSON.parse(stdout) as SurveyReport;
    const counted = unknown.filter(({ counts, of }) => counts && of === 'identities');
    expect([counted.map(({ count }) => count), exitCode]).toEqual([[2], 3]);
    expect(totals).toMatchObject({ unknown: 2, soundInBulk: 0 });
    // They were asked: that --deep asks is no advice.
    expect(counted.map(({ message }) => message).join(' ')).not.toContain('--deep');
  });
});

describe('what is of an earlier run', () => {
  const now = (minutes: number) => ({ now: () => new Date(Date.now() + minutes * 60_000) });

  it('says so, how old it is and how to ask again', async () => {
    const first = await survey(['--state', 'old.ndjson']);
    expect(first.stdout).not.toContain('from the state');
    const { stdout } = await survey(['--state', 'old.ndjson'], now(180));
    expect(stdout).toMatch(/; 3 as of \d{4}-\d\d-\d\d \d\d:\d\d UTC, from the state/);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'the answers of 3 of 3 identities, and the list of identities and the account settings in 1 account and Region are those of an earlier run, up to 3 hours old',
    );
    expect(stdout).toContain('--max-age 0s');
    const report = await reportOf(['--state', 'old.ndjson'], now(180));
    expect(report.kept).toMatchObject({ identities: 3, lists: 1, settings: 1 });
    expect(Date.parse(report.kept?.since ?? '')).toBeLessThan(Date.parse(report.takenAt) - 170 * 60_000);
  });

  it('is counted apart where part of it was asked again', async () => {
    await survey(['--state', 'part.ndjson']);
    const text = readFileSync(join(folder, 'part.ndjson'), 'utf8');
    const without = (part: string): string =>
      text
        .split('\n')
        .filter((line) => !line.includes('"identity":"keyless0.example"') && !line.includes(part))
        .join('\n');
    writeFileSync(join(folder, 'part.ndjson'), without('"kind":"reply"'));
    expect((await reportOf(['--state', 'part.ndjson'])).kept).toMatchObject({ identities: 2, lists: 1 });
    // Judged now, by what SES said then.
    writeFileSync(join(folder, 'part.ndjson'), without('nothing'));
    const partly = await reportOf(['--state', 'part.ndjson']);
    expect(partly.kept).toMatchObject({ identities: 3, partly: 2, lists: 1 });
    expect(partly.notes.join(' ')).toContain(
      'the answers of 1 of 3 identities, part of the answers of 2 of 3',
    );
    // All but the list and the settings: what is looked at now was asked now.
    writeFileSync(
      join(folder, 'part.ndjson'),
      without('"kind":"place"').replace(/^.*"kind":"listing".*$/mu, ''),
    );
    expect((await reportOf(['--state', 'part.ndjson'])).kept).toMatchObject({ settings: 1 });
  });

  it('is nothing where all is asked again, or there is no state', async () => {
    await survey(['--state', 'again.ndjson']);
    for (const args of [['--state', 'again.ndjson', '--max-age', '0s'], []]) {
      const report = await reportOf(args);
      expect([report.kept, report.notes]).toEqual([null, []]);
    }
  });
});

describe('compared with a state that did not come to all', () => {
  const compared = async (file: string) => (await reportOf(['--changed-since', file])).compared;
  /** A state without some of its lines, or changed. */
  async function stateWith(
    file: string,
    change: (text: string) => string,
    args: readonly string[] = [],
  ): Promise<void> {
    await survey(['--state', file, ...args]);
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
  }
  const without = (part: string) => (text: string) =>
    text
      .split('\n')
      .filter((line) => !line.includes(part))
      .join('\n');

  it('what was listed and not looked at is not new', async () => {
    await stateWith('cut.ndjson', without('"identity":"keyless0.example"'));
    expect(await compared('cut.ndjson')).toMatchObject({ appeared: { count: 0 }, notJudgedThen: 1 });
    const { stdout } = await survey(['--changed-since', 'cut.ndjson']);
    expect(stdout).toContain('not compared: 1 that the earlier run had not looked at');
  });

  it('what a first look left out is not new', async () => {
    await survey(['--state', 'first.ndjson', '--limit', '1']);
    expect(await compared('first.ndjson')).toMatchObject({ appeared: { count: 0 }, notJudgedThen: 2 });
  });

  it('nothing is new where the list had broken off', async () => {
    await stateWith('broken.ndjson', (text) =>
      without('"identity":"keyless0.example"')(text)
        .replace(/\["keyless0\.example"[^\]]*\],?/, '')
        .replace(',]', ']')
        .replace('"complete":true', '"complete":false'),
    );
    expect(await compared('broken.ndjson')).toMatchObject({ appeared: { count: 0 }, notJudgedThen: 1 });
  });

  it('nothing is new of an identity of which a question had no answer', async () => {
    const unanswered = '"unanswered":[{"reason":"timeout","action":null,"message":"no answer"}]';
    await stateWith('open.ndjson', (text) =>
      text.replace(
        /(\{"kind":"identity"[^\n]*"identity":"keyless0\.example"[^\n]*)"findings":\[[^\n]*\],"unanswered":\[\]/,
        `$1"findings":[],${unanswered}`,
      ),
    );
    expect(readFileSync(join(folder, 'open.ndjson'), 'utf8')).toContain('no answer');
    expect(await compared('open.ndjson')).toMatchObject({ appeared: { count: 0 }, worse: { count: 0 } });
  });

  it('an identity that the whole list did not have is new', async () => {
    await stateWith('new.ndjson', (text) =>
      without('"identity":"keyless0.example"')(text)
        .replace(/\["keyless0\.example"[^\]]*\],?/, '')
        .replace(',]', ']'),
    );
    expect(await compared('new.ndjson')).toMatchObject({
      appeared: { count: 1, examples: [{ identity: 'keyless0.example', code: 'dkim/record-missing' }] },
      notJudgedThen: 0,
    });
  });
});
