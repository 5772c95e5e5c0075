import { beforeAll, expect, it } from 'vitest';
import type { Scenario } from '../lab/scenario.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine, worldOf } from '../lab/play.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { storyCalled } from '../lab/stories.ts';

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

/** The paths of everything that a value holds. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...path, key]))];
}

/** A copy with another value at a path. */
function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value))
    return value.map((one, at) => (String(at) === key ? changed(one, rest, to) : (one as unknown)));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [key]: changed(object[key], rest, to) };
}

it('a record that was not touched replays', async () => {
  expect((await replay(record)).exitCode).toBe(1);
});

it(
  'a record with any value changed is damaged or read, and never a fault of ours',
  { timeout: 120_000 },
  async () => {
    const whole = JSON.parse(record) as { facts: unknown };
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
