import { beforeAll, expect, it } from 'vitest';
import type { Scenario } from '../lab/scenario.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine, worldOf } from '../lab/play.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { storyCalled } from '../lab/stories.ts';
import { parseRecord } from '../../src/record/record.ts';
import { sealName } from '../../src/record/seal.ts';
import { changed, pathsIn, without } from '../support/changed-json.ts';

let record = '';
beforeAll(async () => {
  const story = (await storyCalled('showpiece/broken-account')) as Scenario;
  const lab = await startLab(worldOf(story), { authoritativePort: 0 });
  try {
    await runInProcess({
      args: commandLine(story, lab, ['--json', '--save-facts', 'facts.json', '--no-redact', '--no-dns']),
      env: { ...lab.env },
      authoritativePort: 0,
      host: {
        write: async (_path, text) => {
          record = text;
        },
      },
    });
  } finally {
    await lab.close();
  }
});

const replay = (text: string) =>
  runInProcess({
    args: ['--facts', 'facts.json', '--json'],
    env: {},
    files: { 'facts.json': text },
    authoritativePort: 0,
  });

it('a record that was not touched replays', async () => {
  expect((await replay(record)).exitCode).toBe(1);
});

it(
  'a record without a digest, with any value changed, is damaged or read, and never a fault of ours',
  { timeout: 120_000 },
  async () => {
    const { [sealName]: _, ...whole } = JSON.parse(record) as { facts: unknown; [sealName]: string };
    // Every seventh path with each kind of value in turn: some 250 of them.
    const paths = pathsIn(whole.facts).filter((_, at) => at % 7 === 3);
    const values = [null, 7, 'x', [], {}];
    const faults: string[] = [];
    for (const [at, path] of paths.entries()) {
      const text = JSON.stringify({
        ...whole,
        facts: changed(whole.facts, path, values[at % values.length]),
      });
      const { exitCode, stderr } = await replay(text);
      if (![0, 1, 2, 3].includes(exitCode)) faults.push(`${path.join('.')}: ${String(exitCode)} ${stderr}`);
      if (exitCode === 2 && !stderr.includes('--facts')) faults.push(`${path.join('.')}: ${stderr}`);
    }
    expect(paths.length).toBeGreaterThan(100);
    expect(faults).toEqual([]);
  },
);

const isParsed = (text: string): boolean => {
  try {
    parseRecord(text);
    return true;
  } catch {
    return false;
  }
};

/** Of another type, empty, out of range, and such as might well stand there. */
const others = [null, {}, [], 'zz', '', -1, 1e300, true, false, [null], '\u0000'];

it('a value of what was asked about or learnt that is another one is no value of that record', () => {
  const whole = JSON.parse(record) as Readonly<Record<string, unknown>>;
  const read: string[] = [];
  const paths = ['target', 'facts', 'takenAt'].flatMap((name) => pathsIn(whole[name], [name]));
  // Every third path, without what stands there and with the other values in turn.
  for (const [at, path] of paths.entries()) {
    if (at % 3 !== 0) continue;
    const edited = [changed(whole, path, others[at % others.length]), without(whole, path)];
    for (const text of edited.map((one) => JSON.stringify(one)))
      if (text !== JSON.stringify(whole) && isParsed(text)) read.push(path.join('.'));
  }
  expect(paths.length).toBeGreaterThan(1000);
  expect(read).toEqual([]);
});

it('a record in another layout is the same record', () => {
  const whole = JSON.parse(record) as object;
  expect([
    isParsed(record),
    isParsed(JSON.stringify(whole)),
    isParsed(JSON.stringify(whole, null, 4)),
  ]).toEqual([true, true, true]);
});

it.each([
  ['the account', '"productionAccess": false', '"productionAccess": "zz"'],
  ['a quota', '"max24Hour": ', '"max24Hours": '],
  ['an answer that says the opposite', '"productionAccess": false', '"productionAccess": true'],
])('a changed record is told in a line, and decides nothing: %s', async (_, from, to) => {
  const text = record.replace(from, to);
  expect(text).not.toBe(record);
  const { exitCode, stdout, stderr } = await replay(text);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/--facts.* the record is damaged: what it holds is not what was written/),
  ]);
});

it.each([{ message: '' }, { message: [] }, { message: 7 }, { message: { bytes: 7 } }])(
  'a target with %j is damaged',
  async ({ message }) => {
    const { [sealName]: _, ...whole } = JSON.parse(record) as { target: object; [sealName]: string };
    const { exitCode, stdout } = await replay(
      JSON.stringify({ ...whole, target: { ...whole.target, message } }),
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  },
);
