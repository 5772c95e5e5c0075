import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { awsCalls } from '../../src/model/aws-calls.ts';
import { readingOnly, sendingCalls, type SendingAction } from '../../src/model/sending-calls.ts';

/** Every file of ours that a file imports when it runs, sooner or later; types are gone by then. */
function imports(file: string): readonly string[] {
  return [
    ...readFileSync(file, 'utf8').matchAll(
      /(?:^(?:import|export) (?!type)[^;]*?from |^import |import\()\s*'(\.[^']+)'/gm,
    ),
  ].map(([, path]) => posix.join(posix.dirname(file), path ?? ''));
}

/** All that is reached from a file along imports. */
function reachedFrom(file: string, graph = imports): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (one: string): void => {
    if (reached.has(one)) return;
    reached.add(one);
    // It loads one command by what is typed: below, that it loads what sends for `test` alone.
    if (one !== 'src/cli/main.ts') graph(one).forEach(visit);
  };
  visit(file);
  return reached;
}

const sends = (file: string): boolean =>
  /^src\/(?:proof|probes\/sending)\//.test(file) ||
  ['bin/live-sending.ts', 'src/cli/test.ts', 'checks/proof.ts'].includes(file);

/** The files of the other commands, and the doors that they are given. */
const others = [
  ...readdirSync('src/cli', { recursive: true, encoding: 'utf8' })
    .map((file) => `src/cli/${file}`)
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => !['src/cli/test.ts', 'src/cli/main.ts', 'src/cli/policy.ts'].includes(file)),
  'checks/index.ts',
  'checks/history.ts',
  'bin/live-probes.ts',
];

describe('what sends', () => {
  it.each(others)('cannot be reached from %s', (file) => {
    expect([...reachedFrom(file)].filter(sends)).toEqual([]);
  });

  it('is loaded by the command line for `test`, and by `policy` for its list of actions', () => {
    const loads = (file: string): readonly string[] => imports(file).filter(sends);
    expect(loads('src/cli/main.ts')).toEqual(['src/cli/test.ts']);
    expect(loads('src/cli/policy.ts')).toEqual(['src/proof/policy.ts']);
    expect([...reachedFrom('src/proof/policy.ts')].filter((file) => file.includes('probes/'))).toEqual([]);
    expect(loads('bin/process-host.ts').toSorted()).toEqual(['bin/live-sending.ts', 'checks/proof.ts']);
  });

  it('would be seen behind two imports', () => {
    const graph: Record<string, string[]> = { a: ['b'], b: ['src/proof/run.ts'], 'src/proof/run.ts': [] };
    expect([...reachedFrom('a', (file) => graph[file] ?? [])].filter(sends)).toEqual(['src/proof/run.ts']);
  });
});

describe('the table of calls that write', () => {
  const writing = Object.keys(sendingCalls).filter((action) => !readingOnly.has(action as SendingAction));

  it('has nothing in common with the table of the checks', () => {
    expect(writing.length).toBeGreaterThan(8);
    expect(writing.filter((action) => action in awsCalls)).toEqual([]);
  });

  it('is the only one that names a call which writes', () => {
    expect(
      Object.keys(awsCalls).filter((action) =>
        /:(?:Send|Create|Delete|Put|Set|Subscribe|Remove)/.test(action),
      ),
    ).toEqual([]);
  });
});
