import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import { historyHost } from '../support/history-host.ts';
import type { World } from '../lab/world.ts';
import { surveyIn, worldOfSenders } from './surveyed.ts';

const folder = mkdtempSync(join(tmpdir(), 'survey-sets-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const pause = (world: World, name: string): void => {
  world.region.configurationSets[name] = {
    ...world.region.configurationSets['transactional'],
    SendingOptions: { SendingEnabled: false },
  };
};
const useSet = (world: World, name: string | undefined, which: RegExp): void => {
  for (const [domain, identity] of Object.entries(world.region.identities))
    if (which.test(domain)) identity.ConfigurationSetName = name;
};

async function survey(world: World, args: readonly string[] = [], state = false) {
  const start = { ...historyHost.start, workingFolder: folder };
  const { stdout, exitCode, lab } = await surveyIn(
    world,
    ['--region', 'eu-west-1', '--json', ...(state ? ['--state', 'sets.ndjson'] : []), ...args],
    { host: { history: { ...historyHost, start, temporaryFolder: folder } } },
  );
  const report = JSON.parse(stdout) as SurveyReport;
  const asked = (op: string): number => lab.aws.calls.filter((call) => call.op === op).length;
  return { report, exitCode, asked };
}
const told = ({ report, exitCode }: Awaited<ReturnType<typeof survey>>): unknown => ({
  ...{ verdict: report.verdict, exitCode },
  causes: report.causes.map(({ code, count, severity }) => `${severity} ${code} ${String(count)}`),
  totals: [report.totals.failing, report.totals.unknown, report.totals.sound],
});

describe.concurrent('a default configuration set that is paused', () => {
  it.each<[string, (world: World) => void, readonly string[], number]>([
    [
      'of all',
      (world) => {
        pause(world, 'transactional');
        useSet(world, 'transactional', /./u);
      },
      ['error configuration-set/sending-paused 3'],
      3,
    ],
    [
      'of one',
      (world) => {
        pause(world, 'old');
        useSet(world, 'old', /sound1/u);
      },
      ['error configuration-set/sending-paused 1'],
      1,
    ],
    [
      'two, of one each',
      (world) => {
        pause(world, 'old');
        pause(world, 'older');
        useSet(world, 'old', /sound1/u);
        useSet(world, 'older', /sound2/u);
      },
      ['error configuration-set/sending-paused 2'],
      2,
    ],
  ])('fails those whose default it is: %s', async (_, change, causes, failing) => {
    const world = worldOfSenders({ sound: 3 });
    change(world);
    expect(told(await survey(world))).toEqual({
      ...{ verdict: 'fail', exitCode: 1, causes },
      totals: [failing, 0, 3 - failing],
    });
  });

  it('stops an address of a domain that is sound', async () => {
    const world = worldOfSenders({ sound: 1 });
    pause(world, 'old');
    world.region.identities['info@sound0.example'] = {
      ...world.region.identities['sound0.example'],
      IdentityType: 'EMAIL_ADDRESS',
      ConfigurationSetName: 'old',
    };
    const { report } = await survey(world);
    const [paused] = report.causes.filter(({ code }) => code === 'configuration-set/sending-paused');
    expect(paused?.examples.map(({ identity }) => identity)).toEqual(['info@sound0.example']);
    expect(report.totals.sound).toBe(1);
  });

  it.each<[string, (world: World) => void]>([
    [
      'nobody has it by default',
      (world) => {
        pause(world, 'old');
        useSet(world, 'transactional', /./u);
      },
    ],
    [
      'nobody has a default',
      (world) => {
        pause(world, 'old');
        useSet(world, undefined, /./u);
      },
    ],
    [
      'the default has an empty name',
      (world) => {
        pause(world, 'old');
        useSet(world, '', /./u);
      },
    ],
    ['none is paused', () => undefined],
    [
      'there are no sets',
      (world) => {
        world.region.configurationSets = {};
        useSet(world, undefined, /./u);
      },
    ],
  ])('is no trouble where %s', async (_, change) => {
    const world = worldOfSenders({ sound: 3 });
    change(world);
    const found = await survey(world);
    expect(told(found)).toEqual({ verdict: 'pass', exitCode: 0, causes: [], totals: [0, 0, 3] });
    expect(found.asked('GetEmailIdentity')).toBe(3);
  });

  it.each([
    ['GetConfigurationSet', 'transactional', 'transactional', [3, 0, 3]],
    ['GetConfigurationSet', 'transactional', undefined, [0, 3, 0]],
    ['GetEmailIdentity', 'transactional', undefined, [3, 0, 3]],
  ])('where %s is denied is not known where there may be one', async (op, paused, used, expected) => {
    const world = worldOfSenders({ sound: 3 });
    pause(world, paused);
    useSet(world, used, /./u);
    world.aws.faults.push({ op, kind: 'deny' });
    const { report, exitCode } = await survey(world);
    expect([exitCode, report.totals.sound, report.totals.unknown]).toEqual(expected);
  });

  it('is switched on once for all that use it, and for each where it is not one', async () => {
    const world = worldOfSenders({ sound: 4 });
    for (const set of ['transactional', 'old']) pause(world, set);
    useSet(world, 'old', /sound1/u);
    const { report } = await survey(world);
    const [cause] = report.causes;
    expect(cause?.groups).toEqual([
      { by: 'thing', name: 'configuration-set/transactional (111122223333 eu-west-1)', count: 3 },
      { by: 'thing', name: 'configuration-set/old (111122223333 eu-west-1)', count: 1 },
    ]);
    // In every format, since the document says so; what all of them use is mended once.
    expect(cause?.fix[0]?.text).toMatch(/^For each of the 4, here sound0\.example: /u);
    expect(report.problems[0]?.fix[0]?.text).toBe(cause?.fix[0]?.text);
    useSet(world, 'transactional', /./u);
    expect((await survey(world)).report.causes[0]?.fix[0]?.text).not.toContain('For each');
  });

  it('is not asked about where nobody selects the check', async () => {
    const world = worldOfSenders({ sound: 2 });
    pause(world, 'transactional');
    const found = await survey(world, ['--only', 'dkim']);
    expect([found.exitCode, found.asked('GetConfigurationSet')]).toEqual([0, 0]);
  });

  it('is asked about in a few hundred identities; beyond those it is not known, and no tick', async () => {
    const world = worldOfSenders({ sound: 304 });
    pause(world, 'old');
    useSet(world, undefined, /./u);
    const { report, exitCode, asked } = await survey(
      world,
      ['--no-dns', '--only', 'configuration-set', '--only', 'dkim'],
      true,
    );
    expect([report.verdict, exitCode, report.totals.soundInBulk]).toEqual(['unknown', 3, 4]);
    expect(report.unknown.map(({ message }) => message).join()).toContain(
      'one that is paused (old): --deep asks',
    );
    expect(asked('GetEmailIdentity')).toBe(300);
  });
});

const gone = 'configuration-set/default-missing';
const ofSound = (world: World, number: number) => world.region.identities[`sound${String(number)}.example`];

describe.concurrent('what only GetEmailIdentity tells', () => {
  it.each<[string, (world: World) => void, string, number]>([
    [
      'a default set of all that is gone',
      (world) => {
        useSet(world, 'gone', /./u);
      },
      gone,
      3,
    ],
    [
      'a default set of one that is gone',
      (world) => {
        useSet(world, 'gone', /sound1/u);
      },
      gone,
      1,
    ],
    [
      'the last set of the place is gone',
      (world) => {
        useSet(world, 'transactional', /./u);
        world.region.configurationSets = {};
      },
      gone,
      3,
    ],
    [
      'two default sets that are gone',
      (world) => {
        useSet(world, 'gone', /sound1/u);
        useSet(world, 'gone-too', /sound2/u);
      },
      gone,
      2,
    ],
    [
      'a default set in another case',
      (world) => {
        useSet(world, 'Transactional', /sound2/u);
      },
      gone,
      1,
    ],
    [
      'a paused one beyond the first hundred sets',
      (world) => {
        for (let number = 0; number < 150; number++)
          world.region.configurationSets[`set${String(number)}`] = {
            ...world.region.configurationSets['transactional'],
          };
        pause(world, 'zz-last');
        useSet(world, 'zz-last', /sound0/u);
      },
      'configuration-set/sending-paused',
      1,
    ],
    [
      'a pool that the default set sends through and that is gone',
      (world) => {
        world.region.configurationSets['pooled'] = {
          ...world.region.configurationSets['transactional'],
          DeliveryOptions: { SendingPoolName: 'gone' },
        };
        useSet(world, 'pooled', /sound0/u);
      },
      'configuration-set/pool-empty',
      1,
    ],
  ])('is no tick: %s', async (_, change, code, count) => {
    const world = worldOfSenders({ sound: 3 });
    change(world);
    const { report, exitCode } = await survey(world);
    expect(report.causes.map((cause) => [cause.code, cause.count])).toEqual([[code, count]]);
    expect([exitCode, report.totals.failing, report.totals.sound]).toEqual([1, count, 3 - count]);
  });

  it('is an open question where many send, and none of those that cannot', async () => {
    const world = worldOfSenders({ sound: 101, unverified: 1 });
    const identity = ofSound(world, 100);
    if (identity !== undefined) identity.ConfigurationSetName = 'gone';
    const csv = await surveyIn(world, ['--region', 'eu-west-1', '--no-dns', '--format', 'csv']);
    expect(csv.stdout.match(/,unknown,bulk,/gu)).toHaveLength(101);
    expect(csv.stdout).not.toContain(',pass,bulk,');
    const { report } = await survey(world, ['--no-dns', '--fail-on', 'never']);
    expect([report.totals.soundInBulk, report.totals.sound, report.exitCode]).toEqual([101, 0, 3]);
    const named = await surveyIn(world, ['--region', 'eu-west-1', '--limit', '100', '--json', '--no-dns']);
    expect((JSON.parse(named.stdout) as SurveyReport).totals).toMatchObject({ soundInBulk: 0, sound: 99 });
  });

  it('is asked of so many at once in each place that no place keeps back the others', async () => {
    const world = worldOfSenders({ sound: 60 });
    world.aws.faults.push({ op: 'GetEmailIdentity', kind: 'late', delayMs: 50 });
    const { stdout, lab } = await surveyIn(world, ['--region', 'eu-west-1', '--no-dns', '--json']);
    expect((JSON.parse(stdout) as SurveyReport).totals.sound).toBe(60);
    const asked = lab.aws.calls.filter(({ op }) => op === 'GetEmailIdentity');
    expect(asked).toHaveLength(60);
    const atOnce = asked.map(
      ({ started }) =>
        asked.filter((one) => one.started <= started && (one.ended ?? Infinity) > started).length,
    );
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(25);
  });
});
