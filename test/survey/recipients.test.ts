import { lstatSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/cli/host.ts';
import type { RecipientsReport } from '../../src/survey/recipients/report.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { type Ran, runInProcess } from '../lab/run-in-process.ts';
import { suppressionList } from '../lab/suppression-list.ts';
import type { World } from '../lab/world.ts';
import { historyHost } from '../support/history-host.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recipients-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A suppression list of so many addresses `userN@receiverM.example`, and one that is spelt in another case. */
function worldOf(entries: number): World {
  const world = healthyWorld();
  world.region.suppressed = [
    ...suppressionList(entries, [
      { EmailAddress: 'Odd.Case@Receiver.example', Reason: 'BOUNCE', LastUpdateTime: new Date(0) },
    ]),
  ];
  return world;
}

async function lookUp(
  lab: Lab,
  addresses: readonly string[],
  more: readonly string[] = [],
  host: Partial<Host> = {},
): Promise<Ran> {
  return await runInProcess({
    args: [
      ...['check', '--endpoint-url', lab.aws.url, '--timeout', '10s'],
      ...['--recipients', 'list.csv', ...more],
    ],
    env: lab.env,
    authoritativePort: lab.dns.authoritativePort,
    files: { 'list.csv': addresses.join('\n') },
    host: {
      history: { ...historyHost, start: { ...historyHost.start, workingFolder: folder } },
      ...host,
    },
  });
}

async function inLab<T>(world: World, work: (lab: Lab) => Promise<T>): Promise<T> {
  const lab = await startLab(world);
  try {
    return await work(lab);
  } finally {
    await lab.close();
  }
}

const calls = ({ aws }: Lab, op: string): number => aws.calls.filter((call) => call.op === op).length;

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync('schema/recipients.schema.json', 'utf8')) as object);

/** The document of a run, which is what the shipped schema allows. */
function reportOf({ stdout }: Ran): RecipientsReport {
  const report = JSON.parse(stdout) as RecipientsReport;
  validate(report);
  expect(validate.errors).toBeNull();
  return report;
}
const strangers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `nobody${String(index)}@elsewhere.example`);

describe('recipients in bulk', () => {
  it.each([
    ['that SES does not know', ['--identity', 'nosuch.example'], 'there is no identity nosuch.example'],
    ['as a bare name', ['nosuch.example'], 'there is no identity nosuch.example'],
    ['beside one that is known', ['--identity', 'example.com,nosuch.example'], 'no identity nosuch.example'],
    ['that is known', ['--identity', 'example.com'], null],
    ['below one that is known', ['--identity', 'news@mail.example.com'], null],
  ])('with a sender %s', async (_, flags, says) => {
    await inLab(worldOf(3), async (lab) => {
      const ran = await lookUp(lab, ['clean@receiver.example'], [...flags, '--json']);
      const { unknown, notes, verdict } = reportOf(ran);
      expect(unknown.map(({ message }) => message)).toEqual(
        says === null ? [] : [expect.stringContaining(says)],
      );
      expect([ran.exitCode, verdict]).toEqual(says === null ? [0, 'pass'] : [3, 'unknown']);
      expect(notes.join(' ')).toContain('nothing was looked at but the default configuration set');
      const text = (await lookUp(lab, ['clean@receiver.example'], flags)).stdout;
      expect(text.startsWith(says === null ? '✓' : '?')).toBe(true);
    });
  });

  it('are looked up in the list, read once, under any spelling', async () => {
    await inLab(worldOf(2500), async (lab) => {
      const addresses = [
        'email,name',
        '# people',
        'USER7@receiver7.example,Ann',
        '"user10@receiver10.example",Bob',
        'odd.case@receiver.example',
        'odd.case@Receiver.example',
        'nobody at all',
        ...strangers(1200),
      ];
      let csv = '';
      const ran = await lookUp(lab, addresses, ['--json', '-o', 'out.csv'], {
        write: async (_, text) => {
          csv = text;
        },
      });
      const report = reportOf(ran);
      expect(report.totals).toEqual({
        ...{ given: 1204, repeated: 1, unreadable: 1, suppressed: 3, listed: 0, notListed: 1200 },
        ...{ listedUnjudged: 0, notLookedAt: 0 },
      });
      expect(report.causes.map(({ code, count, examples }) => [code, count, examples])).toEqual([
        ['suppression/case-variant', 2, ['USER7@receiver7.example', 'odd.case@receiver.example']],
        ['suppression/account-list', 1, ['user10@receiver10.example']],
      ]);
      expect(report.lists).toEqual([{ tenant: null, entries: 2501, complete: true }]);
      expect([ran.exitCode, report.exitCode, report.verdict]).toEqual([1, 1, 'fail']);
      expect(validate({ ...report, totals: { ...report.totals, suppressed: '3' } })).toBe(false);
      expect(calls(lab, 'ListSuppressedDestinations')).toBe(3);
      expect(calls(lab, 'GetSuppressedDestination')).toBe(0);
      const rows = csv.split('\r\n');
      expect(rows).toHaveLength(1205);
      expect(rows[3]).toMatch(
        /^odd\.case@receiver\.example,suppressed,suppression\/case-variant,Odd\.Case@Receiver\.example,BOUNCE,1970/,
      );
      expect(rows[4]).toBe('nobody0@elsewhere.example,not-listed,,,,');
    });
  });

  it('that are few are asked for one by one; of some more, whichever way ends first decides', async () => {
    await inLab(worldOf(5000), async (lab) => {
      const few = await lookUp(lab, ['user7@receiver7.example', ...strangers(3)], ['--json']);
      expect(reportOf(few).totals).toMatchObject({ suppressed: 1, notListed: 3 });
      expect(calls(lab, 'GetSuppressedDestination')).toBe(4);
      const some = await lookUp(lab, ['user7@receiver7.example', ...strangers(300)], ['--json']);
      expect(reportOf(some).totals).toMatchObject({ suppressed: 1, notListed: 300, notLookedAt: 0 });
    });
  });

  it.each([3, 40])(
    'are found in another case where %j of them are asked for one by one, as far as a check looks',
    async (count) => {
      await inLab(worldOf(5000), async (lab) => {
        const report = reportOf(
          await lookUp(lab, ['odd.case@receiver.example', ...strangers(count)], ['--json']),
        );
        expect(report.totals).toMatchObject({ suppressed: 1, notListed: count });
        expect(report.causes.map(({ code }) => code)).toEqual(['suppression/case-variant']);
        expect(report.notes).toEqual([]);
      });
      const world = worldOf(10);
      world.aws.faults.push({ op: 'ListSuppressedDestinations', kind: 'deny' });
      await inLab(world, async (lab) => {
        const report = reportOf(await lookUp(lab, strangers(count), ['--json']));
        expect(report.totals).toMatchObject({ notListed: count });
        expect(report.notes[0]).toContain(
          'were looked for nowhere (these credentials are not allowed to call',
        );
      });
    },
  );

  it('are looked for in another case in the first 10,000 entries of a long list', async () => {
    await inLab(worldOf(12_000), async (lab) => {
      const report = reportOf(await lookUp(lab, strangers(3), ['--json']));
      expect(calls(lab, 'ListSuppressedDestinations')).toBe(10);
      expect(report.notes).toEqual([
        'Each address was asked for; entries that are spelt in another case were looked for in the first 10,000 entries alone on the list of the account.',
      ]);
    });
  });

  it('are nothing green where the list cannot be read', async () => {
    const world = worldOf(1500);
    world.aws.faults.push({ op: 'ListSuppressedDestinations', kind: 'deny' });
    await inLab(world, async (lab) => {
      const ran = await lookUp(lab, strangers(1500), ['--json']);
      const report = reportOf(ran);
      expect(report.totals).toMatchObject({ notListed: 0, notLookedAt: 1500 });
      expect(report.unknown[0]).toMatchObject({ reason: 'access-denied', count: 1500 });
      expect([ran.exitCode, report.verdict]).toEqual([3, 'unknown']);
      expect((await lookUp(lab, strangers(1500))).stdout).toContain('? 1,500 not looked at');
    });
  });

  it('are told where the list does not stop mail to them', async () => {
    const world = worldOf(1500);
    world.region.account.SuppressionAttributes = { SuppressedReasons: ['COMPLAINT'] };
    await inLab(world, async (lab) => {
      const ran = await lookUp(
        lab,
        ['user1@receiver1.example', 'user10@receiver10.example', ...strangers(1100)],
        ['--json'],
      );
      expect(reportOf(ran).totals).toMatchObject({ suppressed: 1, listed: 1, notListed: 1100 });
    });
  });

  it('are looked up further where an interrupted run stopped', async () => {
    await inLab(worldOf(4500), async (lab) => {
      const controller = new AbortController();
      const addresses = ['user7@receiver7.example', 'odd.case@receiver.example', ...strangers(1200)];
      const state = ['--json', '--state', 'state.ndjson'];
      // Not by the clock: after so many pages.
      const update = (): void => {
        if (calls(lab, 'ListSuppressedDestinations') >= 2) controller.abort('SIGINT');
      };
      const progress = async () => ({ show: () => undefined, update, stop: () => undefined });
      const cut = await lookUp(lab, addresses, state, { interrupted: controller.signal, progress });
      expect(cut.exitCode).toBe(130);
      expect(reportOf(cut).notes.join()).toContain('run it again with the same --state');
      // What was found by then is told.
      expect(reportOf(cut).totals).toMatchObject({ suppressed: 1, notLookedAt: 1201 });
      const read = readFileSync(join(folder, 'state.ndjson'), 'utf8').split('\n').length - 2;
      expect(read).toBe(2);
      const before = calls(lab, 'ListSuppressedDestinations');
      // A line that was cut off counts for nothing.
      writeFileSync(join(folder, 'state.ndjson'), '{"kind":"pa', { flag: 'a' });
      const resumed = await lookUp(lab, addresses, state);
      expect(calls(lab, 'ListSuppressedDestinations') - before).toBe(3);
      // Lists that were read to their end are read anew: what was put on them since stops mail.
      const again = calls(lab, 'ListSuppressedDestinations');
      expect(reportOf(await lookUp(lab, addresses, state)).totals.suppressed).toBe(2);
      expect(calls(lab, 'ListSuppressedDestinations') - again).toBe(5);
      const whole = await lookUp(lab, addresses, ['--json']);
      const lasting = (ran: Ran): object => ({ ...reportOf(ran), takenAt: '' });
      expect(lasting(resumed)).toEqual(lasting(whole));
      expect(reportOf(whole).totals.suppressed).toBe(2);
      const other = await lookUp(lab, strangers(1300), state);
      expect([other.exitCode, other.stderr]).toEqual([2, expect.stringContaining('of other addresses')]);
    });
  });

  it.each<[string, (world: World) => void, number, readonly string[]]>([
    ['denied', (world) => world.aws.faults.push({ op: 'GetAccount', kind: 'deny' }), 1200, []],
    ['denied, a few addresses', (world) => world.aws.faults.push({ op: 'GetAccount', kind: 'deny' }), 3, []],
    ['broken', (world) => world.aws.faults.push({ op: 'GetAccount', kind: 'server-error' }), 1200, []],
    [
      'denied, for the default set of a sender',
      (world) => {
        const sender = world.region.identities['example.com'];
        if (sender !== undefined) sender.ConfigurationSetName = 'transactional';
        world.aws.faults.push({ op: 'GetConfigurationSet', kind: 'deny' });
      },
      1200,
      ['--identity', 'example.com'],
    ],
  ])('that are on a list are told where what it stops is not: %s', async (_, change, others, flags) => {
    const world = worldOf(2500);
    change(world);
    await inLab(world, async (lab) => {
      const addresses = ['USER7@receiver7.example', ...strangers(others)];
      let csv = '';
      const ran = await lookUp(lab, addresses, ['--json', '-o', 'out.csv', ...flags], {
        write: async (__, written) => {
          csv = written;
        },
      });
      const { totals, verdict, causes } = reportOf(ran);
      expect(totals).toMatchObject({ suppressed: 0, listedUnjudged: 1, notLookedAt: others });
      expect([verdict, ran.exitCode]).toEqual(['unknown', 3]);
      expect(causes).toMatchObject([
        {
          ...{ code: 'suppression/case-variant', severity: 'warning', count: 1 },
          examples: ['USER7@receiver7.example'],
          impact: expect.stringContaining('could not be read') as string,
        },
      ]);
      expect(csv.split('\r\n')[1]).toMatch(
        /^USER7@receiver7\.example,listed-unjudged,suppression\/case-variant,user7@receiver7\.example,BOUNCE,/u,
      );
      const text = await lookUp(lab, addresses, flags);
      expect(text.stdout).toMatch(/^\? 1 on a list \(whether that stops this mail is not known\), /u);
    });
  });

  it('that are on a list by then are told where the run ends before the account answered', async () => {
    const world = worldOf(4500);
    world.aws.faults.push({ op: 'GetAccount', kind: 'hang' });
    await inLab(world, async (lab) => {
      const controller = new AbortController();
      const update = (): void => {
        if (calls(lab, 'ListSuppressedDestinations') >= 2) controller.abort('SIGINT');
      };
      const progress = async () => ({ show: () => undefined, update, stop: () => undefined });
      const addresses = ['user7@receiver7.example', ...strangers(1200)];
      const cut = await lookUp(lab, addresses, ['--json'], { interrupted: controller.signal, progress });
      expect([cut.exitCode, reportOf(cut).verdict]).toEqual([130, 'unknown']);
      expect(reportOf(cut).totals).toMatchObject({ listedUnjudged: 1, suppressed: 0, notLookedAt: 1200 });
    });
  });

  it('that share a cause have one fix, which says that it is for each', async () => {
    await inLab(worldOf(2500), async (lab) => {
      const two = ['user7@receiver7.example', 'user8@receiver8.example', ...strangers(1200)];
      const [cause] = reportOf(await lookUp(lab, two, ['--json'])).causes;
      expect(cause?.fix[0]?.text).toMatch(/^For each of the 2, here user7@receiver7\.example: /u);
      expect((await lookUp(lab, two)).stdout).toContain('For each of the 2, here user7@receiver7.example: ');
      const [alone] = reportOf(await lookUp(lab, two.slice(1), ['--json'])).causes;
      expect(alone?.fix[0]?.text).not.toContain('For each');
    });
  });

  it('have a state that is a regular file, of the same Region, session and addresses', async () => {
    const world = worldOf(1500);
    world.aws.accounts['999999999999'] = { regions: world.aws.regions, roles: {}, status: 'ACTIVE' };
    await inLab(world, async (lab) => {
      const state = ['--json', '--state', 'region.ndjson'];
      expect((await lookUp(lab, strangers(1200), state)).exitCode).toBe(0);
      const path = join(folder, 'region.ndjson');
      // Through an editor of another system, and a link.
      writeFileSync(path, `\uFEFF${readFileSync(path, 'utf8').replaceAll('\n', '\r\n')}\r\n`);
      symlinkSync(path, join(folder, 'link.ndjson'));
      expect((await lookUp(lab, strangers(1200), ['--json', '--state', 'link.ndjson'])).exitCode).toBe(0);
      expect(lstatSync(join(folder, 'link.ndjson')).isSymbolicLink()).toBe(true);
      const elsewhere = await lookUp(lab, strangers(1200), [...state, '--region', 'us-east-1']);
      expect([elsewhere.exitCode, elsewhere.stderr]).toEqual([
        2,
        expect.stringContaining('another account, Region'),
      ]);
      // The same profile and Region, other keys.
      const keys = { ...lab, env: { ...lab.env, AWS_ACCESS_KEY_ID: 'ASIALAB999999999999' } };
      const another = await lookUp(keys, strangers(1200), state);
      expect([another.exitCode, another.stderr]).toEqual([2, expect.stringContaining('another account')]);
      for (const [named, why] of [
        ['/dev/null', 'it is no regular file'],
        ['.', 'it is no regular file'],
        ['no/such/folder/state', 'its folder does not exist'],
      ] as const) {
        const { exitCode, stderr } = await lookUp(lab, strangers(1200), ['--state', named]);
        expect([exitCode, stderr]).toEqual([2, expect.stringContaining(why)]);
      }
    });
  });

  it('are refused with a flag that asks for something else, and without any address', async () => {
    await inLab(worldOf(1), async (lab) => {
      const refused = async (addresses: readonly string[], more: readonly string[]): Promise<string> => {
        const { exitCode, stderr } = await lookUp(lab, addresses, more);
        expect(exitCode).toBe(2);
        return stderr;
      };
      expect(await refused(strangers(1), ['--ip', '192.0.2.1'])).toContain('leave out --ip');
      for (const more of [
        ['--endpoint-id', 'abcdef12.g3h'],
        ['--dnsbl', 'bl.example'],
        ['--wait', '5m'],
      ])
        expect(await refused(strangers(1), more)).toContain(`leave out ${more[0] ?? ''}`);
      expect(await refused(['email'], [])).toContain('names no address');
      expect(await refused(strangers(1), ['--format', 'html'])).toContain('--format');
      const faulty = await lookUp(lab, ['a@b@', ...strangers(2)], ['--json']);
      expect(reportOf(faulty).notes[0]).toContain(
        '1 line holds no address, or something else beside one: line 1:',
      );
      expect(faulty.exitCode).toBe(3);
      expect(reportOf(faulty)).toMatchObject({ verdict: 'unknown', totals: { unreadable: 1, notListed: 2 } });
      expect(lab.aws.calls.length).toBeGreaterThan(0);
    });
  });
});
