import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import type { ReplyLine } from '../../src/survey/lines.ts';
import { historyHost } from '../support/history-host.ts';
import type { Host } from '../../src/cli/host.ts';
import { dkimTokens } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import type { World } from '../lab/world.ts';
import { surveyAt, surveyIn, worldOfSenders } from './surveyed.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'survey-state-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const inFolder = (more: Partial<Host> = {}, own = folder): { host: Partial<Host> } => ({
  host: {
    history: {
      ...historyHost,
      start: { ...historyHost.start, workingFolder: own },
      temporaryFolder: own,
    },
    ...more,
  },
});
const state = ['--state', 'survey.ndjson', '--json'];
const path = (): string => join(folder, 'survey.ndjson');

/** A report without what differs from run to run. */
const lasting = (stdout: string): object => ({
  ...(JSON.parse(stdout) as SurveyReport),
  takenAt: '',
  kept: null,
  notes: [],
});

/** The calls about single identities and batches. */
const asked = ({ aws }: Lab): number =>
  aws.calls.filter(({ op }) => /^(?:GetEmailIdentity|GetIdentity.*Attributes)$/.test(op)).length;

describe('the state of a survey', () => {
  it.each([
    [['--only', 'dmarc'], [], 'written with --only dmarc'],
    [[], ['--only', 'dmarc'], 'written without --only'],
    [['--no-dns'], [], 'written with --no-dns'],
    [['--skip', 'dkim'], ['--skip', 'spf'], 'written with --skip dkim'],
    [[], ['--deep'], 'written without --only'],
  ])('asked with %j is no answer to %j', async (then, now, reason) => {
    const lab = await startLab(worldOfSenders({ sound: 1, keyless: 1 }));
    try {
      await surveyAt(lab, [...state, ...then], inFolder());
      const before = readFileSync(path(), 'utf8');
      for (const flag of ['--state', '--changed-since']) {
        const ran = await surveyAt(lab, [flag, 'survey.ndjson', ...now, '--json'], inFolder());
        expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
        expect(ran.stderr).toContain(reason);
      }
      expect(readFileSync(path(), 'utf8')).toBe(before);
      const again = await surveyAt(lab, [...state, ...then], inFolder());
      expect(again.exitCode).not.toBe(2);
    } finally {
      await lab.close();
    }
  });

  it('spares the next run every question, and gives the same report', async () => {
    const lab = await startLab(worldOfSenders({ sound: 3, keyless: 2 }));
    try {
      const first = await surveyAt(lab, state, inFolder());
      const before = lab.aws.calls.length;
      const second = await surveyAt(lab, state, inFolder());
      expect(lasting(second.stdout)).toEqual(lasting(first.stdout));
      // Whose account it is has to be known before the state can be looked into.
      expect(lab.aws.calls.slice(before).map(({ op }) => op)).toEqual(['GetCallerIdentity']);
      const old = await surveyAt(lab, [...state, '--max-age', '1s'], {
        ...inFolder({ now: () => new Date(Date.now() + 60_000) }),
      });
      expect(lasting(old.stdout)).toEqual(lasting(first.stdout));
      expect(lab.aws.calls.length).toBeGreaterThan(before + 6);
    } finally {
      await lab.close();
    }
  });

  it('does not answer for other keys where nobody says whose account they are of', async () => {
    const world = worldOfSenders({ sound: 2 });
    const other = worldOfSenders({ keyless: 2 });
    Object.assign(world.dns.names, other.dns.names);
    world.aws.accounts['444455556666'] = { regions: other.aws.regions, roles: {}, status: 'ACTIVE' };
    world.aws.faults.push({ op: 'GetCallerIdentity', kind: 'deny' });
    const lab = await startLab(world);
    try {
      expect((await surveyAt(lab, state, inFolder())).exitCode).toBe(0);
      const keys = { ...inFolder(), env: { AWS_ACCESS_KEY_ID: 'ASIALAB444455556666' } };
      const { stdout, exitCode } = await surveyAt(lab, state, keys);
      const report = JSON.parse(stdout) as SurveyReport;
      expect(report.totals).toMatchObject({ identities: 2, failing: 2, sound: 0 });
      expect(exitCode).toBe(1);
    } finally {
      await lab.close();
    }
  });

  it(
    'survives an interruption at fifty moments: the same report, and nothing asked twice that was done',
    { timeout: 900_000 },
    async () => {
      const whole = await surveyIn(worldInPages(), ['--json'], inFolder());
      const expected = lasting(whole.stdout);
      // Not by the clock: after so many questions, wherever that is.
      const everTold = new Set<string>();
      const moments = Array.from({ length: 50 }, (_, index) => index * 3).values();
      const work = async (): Promise<void> => {
        for (const after of moments) {
          const { report, again, told, cut } = await cutAndResumed(after);
          const when = `after ${String(after)} questions, which ended with ${String(cut)}`;
          expect(report, when).toEqual(expected);
          expect(again, when).toEqual([]);
          for (const action of told) everTold.add(action);
        }
      };
      await Promise.all(Array.from({ length: 5 }, work));
      // Wherever it was cut, something was told before: of lists, of the account and of identities. Which of them depends on the machine.
      expect([...everTold]).toContain('ses:ListEmailIdentities');
      expect(everTold.size).toBeGreaterThanOrEqual(10);
    },
  );

  it('repairs a last line that was cut off, and refuses a file that is none of ours', async () => {
    const lab = await startLab(worldOfSenders({ sound: 2 }));
    try {
      const first = await surveyAt(lab, state, inFolder());
      appendFileSync(path(), '{"kind":"identity","account":"1111');
      const second = await surveyAt(lab, state, inFolder());
      expect(lasting(second.stdout)).toEqual(lasting(first.stdout));
      expect(readFileSync(path(), 'utf8')).not.toContain('"1111"');
      appendFileSync(path(), '{"kind":"identity","account":"1111"}\n');
      expect((await surveyAt(lab, state, inFolder())).stderr).toContain('is no line of a survey');
      writeFileSync(path(), 'my own notes\n');
      const refused = await surveyAt(lab, state, inFolder());
      expect(refused.exitCode).toBe(2);
      expect(readFileSync(path(), 'utf8')).toBe('my own notes\n');
      expect(asked(lab)).toBe(6);
    } finally {
      await lab.close();
    }
  });

  it.each([
    ['with the line ends of another system', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', (text: string) => `\uFEFF${text}`],
    ['with empty lines', (text: string) => `${text.replaceAll('\n', '\n\n')}\n`],
    ['without its last line break', (text: string) => text.trimEnd()],
    ['with its lines twice', (text: string) => text + text.slice(text.indexOf('\n') + 1)],
    ['with bytes of a disk that lost its power', (text: string) => `${text}\0\0\0\0`],
  ])('is read %s', async (_, change) => {
    const lab = await startLab(worldOfSenders({ sound: 2, keyless: 1 }));
    try {
      const first = await surveyAt(lab, state, inFolder());
      const good = readFileSync(path(), 'utf8');
      writeFileSync(path(), change(good));
      const before = lab.aws.calls.length;
      const again = await surveyAt(lab, state, inFolder());
      expect(lasting(again.stdout)).toEqual(lasting(first.stdout));
      expect(lab.aws.calls.slice(before).map(({ op }) => op)).toEqual(['GetCallerIdentity']);
      expect(linesIn(readFileSync(path(), 'utf8'))).toEqual(linesIn(good));
    } finally {
      await lab.close();
    }
  });

  it.each([
    ['an empty file', () => ''],
    ['a first line alone', (text: string) => text.slice(0, text.indexOf('\n') + 1)],
    ['a first line that was cut off', (text: string) => text.slice(0, 20)],
  ])('begins anew with %s', async (_, change) => {
    const lab = await startLab(worldOfSenders({ sound: 2 }));
    try {
      const first = await surveyAt(lab, state, inFolder());
      writeFileSync(path(), change(readFileSync(path(), 'utf8')));
      expect(lasting((await surveyAt(lab, state, inFolder())).stdout)).toEqual(lasting(first.stdout));
      expect(namesIn(readFileSync(path(), 'utf8')).size).toBe(2);
    } finally {
      await lab.close();
    }
  });

  it.each([
    ['of another version', (text: string) => text.replace('"schema":1', '"schema":2'), 'this version'],
    ['in another encoding', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'), 'this version'],
    ['with a line that is none', (text: string) => text.replace('\n', '\nrubbish\n'), 'line 2 is no line'],
    ['that is a report', () => '{\n  "schema": 1,\n  "kind": "survey"\n}\n', 'this version'],
    ['that is a list', () => '[]\n', 'this version'],
  ])('is refused %s, and left as it is', async (_, change, why) => {
    const lab = await startLab(worldOfSenders({ sound: 1 }));
    try {
      await surveyAt(lab, state, inFolder());
      const text = change(readFileSync(path(), 'utf8'));
      writeFileSync(path(), text);
      const before = lab.aws.calls.length;
      for (const flag of ['--state', '--changed-since']) {
        const { exitCode, stdout, stderr } = await surveyAt(lab, [flag, 'survey.ndjson'], inFolder());
        expect([exitCode, stdout]).toEqual([2, '']);
        expect(stderr).toContain(why);
      }
      expect(lab.aws.calls.length).toBe(before);
      expect(readFileSync(path())).toEqual(Buffer.from(text));
      expect(readdirSync(folder).filter((name) => name.startsWith('survey.ndjson'))).toEqual([
        'survey.ndjson',
      ]);
    } finally {
      await lab.close();
    }
  });

  it('is where a link leads, which stays one', async () => {
    const lab = await startLab(worldOfSenders({ sound: 1 }));
    try {
      await surveyAt(lab, state, inFolder());
      symlinkSync(path(), join(folder, 'link.ndjson'));
      const before = lab.aws.calls.length;
      await surveyAt(lab, ['--state', 'link.ndjson', '--json'], inFolder());
      expect(lstatSync(join(folder, 'link.ndjson')).isSymbolicLink()).toBe(true);
      expect(lab.aws.calls.length).toBe(before + 1);
      // Two names of one file are one file for two runs, too.
      writeFileSync(`${path()}.lock`, '4711');
      const living = { ownProcess: { pid: 1, isAlive: (pid: number) => pid === 4711 } };
      const refused = await surveyAt(lab, ['--state', 'link.ndjson'], inFolder(living));
      expect(refused.stderr).toContain('another run (process 4711)');
      rmSync(`${path()}.lock`);
    } finally {
      await lab.close();
    }
  });

  it.each([
    ['.', 'it is no regular file'],
    ['no/such/folder/state.ndjson', 'its folder does not exist'],
  ])('cannot be %s, which is said before anything is asked', async (named, why) => {
    const { exitCode, stderr, lab } = await surveyIn(
      worldOfSenders({ sound: 1 }),
      ['--state', named],
      inFolder(),
    );
    expect([exitCode, lab.aws.calls]).toEqual([2, []]);
    expect(stderr).toContain(why);
  });

  it('is written by one run at a time; the lock of one that is gone is taken over', async () => {
    const world = worldOfSenders({ sound: 1 });
    writeFileSync(`${path()}.lock`, '4711');
    const living = { ownProcess: { pid: 1, isAlive: (pid: number) => pid === 4711 } };
    const refused = await surveyIn(world, state, inFolder(living));
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('another run (process 4711)');
    const taken = await surveyIn(world, state, inFolder({ ownProcess: { pid: 1, isAlive: () => false } }));
    expect(taken.exitCode).toBe(0);
    expect(existsSync(`${path()}.lock`)).toBe(false);
  });

  it('tells what is new, gone and worse since an earlier one', async () => {
    await surveyIn(worldOfSenders({ sound: 2, keyless: 1 }), state, inFolder());
    renameSync(path(), join(folder, 'earlier.ndjson'));
    const world = worldOfSenders({ sound: 2, keyless: 1 });
    Reflect.deleteProperty(world.dns.names, '_dmarc.sound0.example');
    for (const token of dkimTokens('keyless0.example'))
      world.dns.names[`${token}._domainkey.keyless0.example`] = { CNAME: [`${token}.dkim.amazonses.com`] };
    const { stdout } = await surveyIn(world, ['--json', '--changed-since', 'earlier.ndjson'], inFolder());
    const at = { account: '111122223333', region: 'eu-west-1' };
    expect((JSON.parse(stdout) as SurveyReport).compared).toEqual({
      appeared: { count: 1, examples: [{ ...at, identity: 'sound0.example', code: 'dmarc/missing' }] },
      gone: { count: 1, examples: [{ ...at, identity: 'keyless0.example', code: 'dkim/record-missing' }] },
      // What has a new cause is not counted as worse, too.
      worse: { count: 0, examples: [] },
      notThen: 0,
      notJudgedThen: 0,
    });
    const absent = await surveyIn(world, ['--changed-since', 'absent.ndjson'], inFolder());
    expect(absent.exitCode).toBe(2);
    expect(absent.lab.aws.calls).toEqual([]);
  });

  it('is a regular file, and no device', async () => {
    const { exitCode, stderr, lab } = await surveyIn(
      worldOfSenders({ sound: 1 }),
      ['--state', '/dev/null'],
      inFolder(),
    );
    expect([exitCode, lab.aws.calls]).toEqual([2, []]);
    expect(stderr).toContain('it is no regular file');
  });

  it('leaves nothing behind where none was asked for', async () => {
    await surveyIn(worldOfSenders({ sound: 1 }), ['--json'], inFolder());
    expect(existsSync(path())).toBe(false);
  });
});

/** What a state holds, in whatever order. */
const linesIn = (text: string): ReadonlySet<unknown> =>
  new Set(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('{"kind":"reply"'))
      .map((line): unknown => JSON.parse(line)),
  );

/** The identities that a state says are done. */
const namesIn = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .split('\n')
      .filter((line) => line.includes('"kind":"identity"'))
      .map((line) => (JSON.parse(line) as { identity: string }).identity),
  );

/** Seven senders listed two at a time, with tenants and with metrics. */
function worldInPages(): World {
  const world = worldOfSenders({ sound: 6, keyless: 1 });
  world.aws.pageSize = 2;
  world.region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
  world.region.sends = { 'keyless0.example': [1400], 'sound0.example': [70] };
  for (const name of ['acme', 'shop', 'club'])
    world.region.tenants[name] = {
      tenant: { TenantName: name, TenantId: `tn-${name}`, SendingStatus: 'ENABLED' },
      resources: [{ ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/sound0.example' }],
    };
  return world;
}

/** The replies that a state holds. */
const repliesIn = (text: string): readonly ReplyLine[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{"kind":"reply"'))
    .map((line) => JSON.parse(line) as ReplyLine);

/** A survey that a signal ends after so many questions, and the next one with its state. */
async function cutAndResumed(
  after: number,
): Promise<{ report: object; again: readonly string[]; told: readonly string[]; cut: number }> {
  const own = mkdtempSync(join(folder, 'cut-'));
  const lab = await startLab(worldInPages());
  try {
    const controller = new AbortController();
    const clock = (): number => {
      if (lab.dns.questions.length + lab.aws.calls.length >= after) controller.abort('SIGINT');
      return performance.now();
    };
    const cut = await surveyAt(lab, state, inFolder({ interrupted: controller.signal, clock }, own));
    const text = readFileSync(join(own, 'survey.ndjson'), 'utf8');
    const from = lab.aws.calls.length;
    const resumed = await surveyAt(lab, state, inFolder({}, own));
    return {
      report: lasting(resumed.stdout),
      again: askedAgain(lab.aws.calls.slice(0, from), lab.aws.calls.slice(from), text),
      told: repliesIn(text).map(({ action }) => action),
      cut: cut.exitCode,
    };
  } finally {
    await lab.close();
  }
}

type Calls = Lab['aws']['calls'];

/** What was asked though it was told before: calls of another run that are those of the first, and single identities. */
function askedAgain(first: Calls, second: Calls, text: string): readonly string[] {
  const done = namesIn(text);
  const replies = repliesIn(text);
  const namesOf = (input: Readonly<Record<string, unknown>>): readonly string[] => {
    const { EmailIdentity: one, Identities: many, Queries: queries } = input;
    if (typeof one === 'string') return [one];
    if (Array.isArray(many)) return many.map(String);
    // Sends by identity, and figures of one identity by mailbox provider.
    const all = Array.isArray(queries) ? (queries as { Metric: string; Dimensions: object }[]) : [];
    return all.map(({ Metric: metric, Dimensions: by }) => JSON.stringify([metric, by]));
  };
  const told = new Set(
    replies.flatMap(({ action, asked }) => namesOf(asked).map((name) => `${action} ${name}`)),
  );
  // Tenants that may send with an identity ask for it, whether it is done or not.
  const names = second.flatMap(({ op, input }) =>
    namesOf(input).filter(
      (name) => told.has(`ses:${op} ${name}`) || (op !== 'GetEmailIdentity' && done.has(name)),
    ),
  );
  // What was on its way when the signal came was not told: so often, and no more, it may be asked again.
  const keyOf = ({ op, input, region }: Calls[number]): string => `${op} ${region} ${JSON.stringify(input)}`;
  const before = new Set(first.map(keyOf));
  const kinds = [...new Set(second.map(({ op }) => op))].filter(
    (op) => !['GetCallerIdentity', 'GetMetricData'].includes(op),
  );
  const often = kinds.filter((op) => {
    const made = first.filter((call) => call.op === op && namesOf(call.input).length === 0).length;
    const answered = replies.filter(
      ({ action, asked }) => action.endsWith(`:${op}`) && namesOf(asked).length === 0,
    ).length;
    const repeated = second.filter(
      (call) => call.op === op && before.has(keyOf(call)) && namesOf(call.input).length === 0,
    );
    return repeated.length > made - answered;
  });
  return [...names, ...often];
}
