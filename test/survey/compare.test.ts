import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/cli/host.ts';
import type { Compared, SurveyReport } from '../../src/survey/document.ts';
import { compareStates } from '../../src/survey/compare.ts';
import type { StateLine } from '../../src/survey/lines.ts';
import { scopeOf } from '../../src/survey/scope.ts';
import { dkimTokens } from '../lab/healthy-world.ts';
import type { World } from '../lab/world.ts';
import { historyHost } from '../support/history-host.ts';
import { surveyIn, worldOfSenders } from './surveyed.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'survey-compare-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const host = (): Partial<Host> => ({
  history: {
    ...historyHost,
    start: { ...historyHost.start, workingFolder: folder },
    temporaryFolder: folder,
  },
});
const survey = async (world: World, args: readonly string[]) =>
  await surveyIn(world, ['--json', ...args], { host: host() });

/** A world, and what has become of it since: what a survey says has changed. */
async function changed(
  kinds: Parameters<typeof worldOfSenders>[0],
  then: (world: World) => void,
  now: (world: World) => void,
  args: readonly string[] = [],
): Promise<Compared | null> {
  const [before, after] = [worldOfSenders(kinds), worldOfSenders(kinds)];
  then(before);
  now(after);
  await survey(before, ['--state', 'earlier.ndjson']);
  const { stdout } = await survey(after, ['--changed-since', 'earlier.ndjson', ...args]);
  return (JSON.parse(stdout) as SurveyReport).compared;
}

const place = { account: '111122223333', region: 'eu-west-1' };
const nothing = { count: 0, examples: [] };
const same = (): void => undefined;
const withoutKeys =
  (domain: string) =>
  (world: World): void => {
    for (const token of dkimTokens(domain))
      Reflect.deleteProperty(world.dns.names, `${token}._domainkey.${domain}`);
  };

const waits: Found = ['identity/verification-pending', 'identity', 'error'];
const failed: Found = ['identity/verification-failed', 'identity', 'error'];
const missing: Found = ['dkim/record-missing', 'dkim-records', 'error'];
const wrong: Found = ['dkim/record-wrong', 'dkim-records', 'error'];
const weak: Found = ['dkim/key-weak', 'dkim-records', 'warning'];

/** A state of one identity with these causes. */
function stateOf(found: readonly Found[]): readonly StateLine[] {
  const at = '2026-11-20T10:00:00.000Z';
  const worst = found.some(([, , severity]) => severity === 'error')
    ? 'fail'
    : found.length > 0
      ? 'warn'
      : 'pass';
  const words = { stage: 'account', title: 'T', summary: 'S.', impact: 'I.', fix: [], references: [] };
  return [
    { kind: 'listing', ...place, at, complete: true, names: [['a.example', 'SUCCESS', true]] },
    {
      ...{ kind: 'place', ...place, at, state: 'open', because: null, worst: 'pass', findings: [] },
      ...{ unanswered: [], counted: false },
    },
    {
      ...{ kind: 'identity', ...place, at, identity: 'a.example', worst, depth: 'asked', unanswered: [] },
      ...{ sends: null, provider: null },
      findings: found.map(([code, check, severity]) => ({
        ...{ code, check, severity, subject: 'a.example', cause: true, words },
      })),
    },
  ];
}

describe('a survey compared with an earlier one', () => {
  it('calls a cause new that was not there, and the identity not worse as well', async () => {
    expect(await changed({ sound: 2 }, same, withoutKeys('sound0.example'))).toEqual({
      appeared: {
        count: 1,
        examples: [{ ...place, identity: 'sound0.example', code: 'dkim/record-missing' }],
      },
      ...{ gone: nothing, worse: nothing, notThen: 0, notJudgedThen: 0 },
    });
  });

  it('calls an identity that was deleted gone, with its causes', async () => {
    const compared = await changed({ sound: 1, keyless: 2 }, same, ({ region }) => {
      delete region.identities['keyless0.example'];
    });
    expect(compared).toEqual({
      gone: { count: 1, examples: [{ ...place, identity: 'keyless0.example', code: null }] },
      ...{ appeared: nothing, worse: nothing, notThen: 0, notJudgedThen: 0 },
    });
  });

  it('calls a sound identity gone that was deleted', async () => {
    const compared = await changed({ sound: 2 }, same, ({ region }) => {
      delete region.identities['sound1.example'];
    });
    expect(compared?.gone).toEqual({
      count: 1,
      examples: [{ ...place, identity: 'sound1.example', code: null }],
    });
  });

  it('says nothing of an identity that a first look did not come to', async () => {
    expect(await changed({ sound: 3, keyless: 1 }, same, same, ['--limit', '1'])).toMatchObject({
      ...{ appeared: nothing, gone: nothing, worse: nothing },
    });
  });

  it('says nothing of what cannot be looked at now', async () => {
    const compared = await changed({ sound: 1, keyless: 1 }, same, ({ aws }) => {
      aws.faults.push({ op: 'ListEmailIdentities', kind: 'deny' });
    });
    expect(compared).toEqual({
      appeared: nothing,
      gone: nothing,
      worse: nothing,
      notThen: 0,
      notJudgedThen: 0,
    });
  });

  it('says nothing of a Region that the earlier one did not look into', async () => {
    const args = ['--region', 'eu-west-1', '--region', 'eu-central-1'];
    const compared = await changed(
      { sound: 1 },
      same,
      ({ aws, region }) => {
        const { identities, ...rest } = region;
        aws.regions['eu-central-1'] = { ...rest, identities: { ...identities } };
      },
      args,
    );
    expect(compared).toEqual({
      appeared: nothing,
      gone: nothing,
      worse: nothing,
      notThen: 1,
      notJudgedThen: 0,
    });
  });

  it('tells of the settings of an account', async () => {
    const compared = await changed({ sound: 1 }, same, ({ region }) => {
      region.account.SendingEnabled = false;
    });
    expect(compared?.appeared.examples).toContainEqual({
      ...{ ...place, identity: null },
      code: 'sending/disabled-by-you',
    });
  });

  it('calls the same cause worse where it is graver', async () => {
    const earlier = join(folder, 'earlier.ndjson');
    const world = worldOfSenders({ sound: 1, keyless: 1 });
    await survey(world, ['--state', 'earlier.ndjson']);
    writeFileSync(earlier, readFileSync(earlier, 'utf8').replaceAll('"worst":"fail"', '"worst":"warn"'));
    const { stdout } = await survey(worldOfSenders({ sound: 1, keyless: 1 }), [
      ...['--changed-since', 'earlier.ndjson'],
    ]);
    expect((JSON.parse(stdout) as SurveyReport).compared).toEqual({
      worse: { count: 1, examples: [{ ...place, identity: 'keyless0.example', code: null }] },
      ...{ appeared: nothing, gone: nothing, notThen: 0, notJudgedThen: 0 },
    });
  });

  it.each([
    ['an empty file', ''],
    ['a state without a line', '{"kind":"ses-doctor survey","schema":1}\n'],
    ['a report', '{"schema":1,"kind":"survey"}\n'],
  ])('refuses %s', async (_, text) => {
    writeFileSync(join(folder, 'earlier.ndjson'), text);
    const { exitCode, stderr, lab } = await survey(worldOfSenders({ sound: 1 }), [
      ...['--changed-since', 'earlier.ndjson'],
    ]);
    expect([exitCode, lab.aws.calls]).toEqual([2, []]);
    expect(stderr).toContain('--changed-since');
  });

  it('does not write over what it compares with', async () => {
    await survey(worldOfSenders({ sound: 1 }), ['--state', 'one.ndjson']);
    for (const [args, words] of [
      [['--state', 'one.ndjson', '--changed-since', './one.ndjson'], 'copy the state first'],
      [['--state', 'one.ndjson', '-o', 'one.ndjson'], 'give each its own'],
      [['-o', 'one.ndjson', '--changed-since', 'one.ndjson'], '--changed-since and --output name one file'],
      [['-o', 'a.csv', '-o', 'a.csv'], 'give each its own'],
    ] as const) {
      const { exitCode, stderr } = await survey(worldOfSenders({ sound: 1 }), args);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(words)]);
    }
  });

  it('knows nothing of identities that are not listed any more, in no format', async () => {
    const world = worldOfSenders({ sound: 2 });
    await survey(world, ['--state', 'state.ndjson']);
    const lines = readFileSync(join(folder, 'state.ndjson'), 'utf8');
    // As after a list that was read anew, since the state was too old for it.
    writeFileSync(
      join(folder, 'state.ndjson'),
      lines
        .replace('["sound1.example","SUCCESS",true],', '')
        .replace(',["sound1.example","SUCCESS",true]', ''),
    );
    for (const format of ['csv', 'ndjson', 'html', 'json']) {
      const { stdout } = await surveyIn(world, ['--state', 'state.ndjson', '--format', format], {
        host: host(),
      });
      expect(stdout).not.toContain('sound1.example');
    }
  });

  it.each<[string, readonly Found[], readonly Found[], readonly [string[], string[], number]]>([
    ['a wait that failed', [waits], [failed], [['identity/verification-failed'], [], 0]],
    ['a wait that ended well', [waits], [], [[], ['identity/verification-pending'], 0]],
    ['another fault of the same records', [missing], [wrong], [['dkim/record-wrong'], [], 0]],
    ['a lighter one in its place', [missing], [weak], [['dkim/key-weak'], ['dkim/record-missing'], 0]],
    ['a graver one in its place', [weak], [missing], [['dkim/record-missing'], [], 0]],
    [
      'a fault of something else',
      [waits],
      [missing],
      [['dkim/record-missing'], ['identity/verification-pending'], 0],
    ],
    ['both, of which one is left', [waits, missing], [missing], [[], ['identity/verification-pending'], 0]],
  ])('tells %s as what it is', async (_, then, now, [appeared, gone, worse]) => {
    const lines = (found: readonly Found[]) => () =>
      Readable.from(stateOf(found)) as AsyncIterable<StateLine>;
    const scope = await scopeOf(lines(now), { places: [place], identities: null });
    const compared = await compareStates(lines(then), lines(now), scope);
    const codes = (change: Compared['gone']): unknown[] => change.examples.map(({ code }) => code);
    expect([codes(compared.appeared), codes(compared.gone), compared.worse.count]).toEqual([
      appeared,
      gone,
      worse,
    ]);
  });
});

type Found = readonly [code: string, check: string, severity: 'error' | 'warning'];
