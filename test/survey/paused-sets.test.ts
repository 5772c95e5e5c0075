import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import { historyHost } from '../support/history-host.ts';
import type { World } from '../lab/world.ts';
import { forEach } from '../../src/survey/render/example.ts';
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

describe.concurrent('a configuration set that is paused', () => {
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

  it.each<[string, (world: World) => void, number]>([
    [
      'nobody has it by default',
      (world) => {
        pause(world, 'old');
        useSet(world, 'transactional', /./u);
      },
      3,
    ],
    [
      'nobody has a default',
      (world) => {
        pause(world, 'old');
        useSet(world, undefined, /./u);
      },
      3,
    ],
    ['none is paused', () => undefined, 0],
    [
      'there are no sets',
      (world) => {
        world.region.configurationSets = {};
        useSet(world, undefined, /./u);
      },
      0,
    ],
  ])('is no trouble where %s', async (_, change, asked) => {
    const world = worldOfSenders({ sound: 3 });
    change(world);
    const found = await survey(world);
    expect(told(found)).toEqual({ verdict: 'pass', exitCode: 0, causes: [], totals: [0, 0, 3] });
    expect(found.asked('GetEmailIdentity')).toBe(asked);
  });

  it('is not looked for where the sets may not be read, and that is told', async () => {
    const world = worldOfSenders({ sound: 3 });
    pause(world, 'transactional');
    world.aws.faults.push({ op: 'GetConfigurationSet', kind: 'deny' });
    const { report, exitCode } = await survey(world);
    expect([exitCode, report.totals.sound]).toEqual([0, 3]);
    expect(report.unknown.map(({ message }) => message).join()).toContain('the default configuration set');
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
    if (cause === undefined) return;
    expect(forEach(cause)).toBe('For each of the 4, here sound0.example: ');
    expect(forEach({ ...cause, count: 3 })).toBe('');
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
    expect([report.verdict, exitCode, report.totals.unknown]).toEqual(['unknown', 3, 4]);
    expect(report.unknown.map(({ message }) => message).join()).toContain(
      'one that is paused (old): --deep asks',
    );
    expect(asked('GetEmailIdentity')).toBe(300);
  });
});
