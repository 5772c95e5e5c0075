import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

/** The rooms of the house, lowest floor first. A file imports from its own floor or a lower one, types included. */
const floors = [
  ['model'],
  ['knowledge'],
  ['probes'],
  ['symptom', 'spf', 'parse'],
  ['facts'],
  ['engine'],
  ['render', 'record', 'gate', 'history', 'survey', 'proof', 'checks'],
  ['cli'],
  ['bin'],
];

const floorOf = (file: string): number => {
  const room = file.startsWith('src/') ? file.split('/')[1] : file.split('/')[0];
  return floors.findIndex((rooms) => rooms.includes(room ?? ''));
};

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => posix.join(folder, file));

const files = ['src', 'checks', 'bin'].flatMap(filesOf);
const imports = new Map(files.map((file) => [file, importsOf(file, readFileSync(file, 'utf8'))]));

/** The files of ours that a file imports, as types or when it runs. */
function importsOf(file: string, text: string): readonly string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path]) =>
    posix.join(posix.dirname(file), path ?? ''),
  );
}

/** The imports that go up the house. */
function climbing(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...graph].flatMap(([file, targets]) =>
    targets.filter((target) => floorOf(target) > floorOf(file)).map((target) => `${file} -> ${target}`),
  );
}

/** A way along imports that comes back to where it began, or null. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    path.push(file);
    for (const target of graph.get(file) ?? []) {
      const found = visit(target);
      if (found !== null) return found;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const found = visit(file);
    if (found !== null) return found;
  }
  return null;
}

describe('the house (docs/design.md)', () => {
  it('has every file in a room that it knows', () => {
    expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
  });

  it('has no import that goes up', () => {
    expect(climbing(imports)).toEqual([]);
  });

  it('has no circle of imports', () => {
    expect(circleIn(imports)).toBeNull();
  });

  it('would see an import that goes up, and a circle of three', () => {
    expect(climbing(new Map([['src/model/a.ts', ['src/facts/b.ts']]]))).toEqual([
      'src/model/a.ts -> src/facts/b.ts',
    ]);
    const circle: [string, string[]][] = [
      ['src/parse/a.ts', ['src/spf/b.ts']],
      ['src/spf/b.ts', ['src/symptom/c.ts']],
      ['src/symptom/c.ts', ['src/parse/a.ts']],
    ];
    expect(circleIn(new Map(circle))).toHaveLength(4);
  });
});

/** Prefixes (the name up to its first hyphen) that five or more files of one folder share: they want a folder of their own. */
function crowded(paths: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of paths.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))) {
    const prefix = path.replace(/\.ts$/, '').replace(/-[^/]*$/, '');
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= 5).map(([prefix]) => prefix);
}

describe('a prefix that five files of one folder share is a folder', () => {
  it('in src', () => {
    expect(crowded(filesOf('src'))).toEqual([]);
  });

  it('would see five names of one beginning', () => {
    const five = ['a', 'b', 'c', 'd'].map((rest) => `src/facts/dns-${rest}.ts`).concat('src/facts/dns.ts');
    expect(crowded(five)).toEqual(['src/facts/dns']);
    expect(crowded(five.slice(1))).toEqual([]);
  });
});

/** What measures time: a difference of two readings of a clock, or an expectation of milliseconds. */
const stopwatches = [
  /(?:performance|Date)\.now\(\)\s*-\s*(?!days\b)[\w(]/,
  /process\.hrtime|console\.time\b/,
  /expect\([^;]*(?:Ms|[eE]lapsed|[tT]ook|[dD]uration\w*)\)\s*\.(?:not\.)?toBe(?:Less|Greater|Close|Within)/,
  /expect\([^;]*(?:performance|Date)\.now\(\)/,
  /expect\([^;]*\b(?:ended|at|end|finished)(?:At)? - [\w.]*(?:start|began)/,
];

const measuresTime = (text: string): readonly string[] =>
  stopwatches.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);

describe('a test passes on a machine that is ten times slower', () => {
  it('since it measures no time: what is measured stands in test/bench', () => {
    const tests = filesOf('test').filter(
      (file) => !file.startsWith('test/bench/') && file !== 'test/house.test.ts',
    );
    const found = tests.flatMap((file) =>
      measuresTime(readFileSync(file, 'utf8')).map((line) => `${file}: ${line}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    'expect(performance.now() - started).toBeLessThan(500);',
    'const took = Date.now() - before;',
    'expect(report.durationMs).toBeLessThan(2000);',
    'expect(elapsed).toBeGreaterThanOrEqual(100);',
    'expect(call.ended - call.started).toBeLessThan(50);',
    'const [seconds] = process.hrtime(begin);',
  ])('would see %s', (line) => {
    expect(measuresTime(line)).not.toEqual([]);
  });
});

/** One line that each border forbids, in a file that could stand there, at two depths. */
const breaches = [
  ['a fact that reaches the world by itself', 'src/facts/smtp/x.ts', "import 'node:net';"],
  ['a fact that imports a live probe', 'src/facts/x.ts', "import '../probes/dns/probe.ts';"],
  ['a parser that reads a file', 'src/parse/template/x.ts', "import 'node:fs';"],
  ['a reader of symptoms that asks DNS', 'src/symptom/x/y.ts', "import '../../probes/dns/probe.ts';"],
  ['an SPF evaluator that opens a socket', 'src/spf/x.ts', "import 'node:dgram';"],
  ['a table that imports a fact', 'src/knowledge/x.ts', "import '../facts/account.ts';"],
  ['a renderer that imports a fact', 'src/render/paste/x.ts', "import '../../facts/identity/identity.ts';"],
  ['a check that imports a probe', 'checks/4-inbox/x.ts', "import '../../src/probes/dns/probe.ts';"],
  ['a check that imports an SDK', 'checks/1-account/deep/x.ts', "import '@aws-sdk/client-sesv2';"],
  ['a check that renders', 'checks/1-account/x.ts', "import '../../src/render/text.ts';"],
  ['a check that renders, deeper', 'checks/1-account/x.ts', "import '../../src/render/html/html.ts';"],
  ['src that knows the checklist', 'src/cli/x.ts', "import '../../checks/index.ts';"],
  ['a list of checks that reaches the world', 'checks/x.ts', "import 'node:http';"],
  ['an engine that opens a socket', 'src/engine/x.ts', "import { createServer } from 'node:http';"],
  ['a gate that reads a file', 'src/gate/x.ts', "import 'node:fs';"],
  ['a record that writes itself', 'src/record/x.ts', "import 'node:fs';"],
  ['the words of the house that import a probe', 'src/model/x.ts', "import '../probes/dns/probe.ts';"],
] as const;

describe('the borders of eslint.config.js', () => {
  const linter = new ESLint({
    overrideConfig: {
      languageOptions: { parserOptions: { projectService: false, project: null } },
    },
    ruleFilter: ({ ruleId }) => ruleId === '@typescript-eslint/no-restricted-imports',
  });

  it.each(breaches)('stop %s', async (_, filePath, text) => {
    const [result] = await linter.lintText(text, { filePath });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual([
      '@typescript-eslint/no-restricted-imports',
    ]);
  });

  it('let a check take what it may', async () => {
    const text = "import '../../src/render/paste/paste.ts';\nimport '../../src/facts/account.ts';\n";
    const [result] = await linter.lintText(text, { filePath: 'checks/1-account/x.ts' });
    expect(result?.messages).toEqual([]);
  });
});

describe('the length of functions (eslint.config.js)', () => {
  const linter = new ESLint({
    overrideConfig: {
      languageOptions: { parserOptions: { projectService: false, project: null } },
    },
    ruleFilter: ({ ruleId }) => ruleId === 'max-lines-per-function',
  });

  it.each(['src/facts/x.ts', 'checks/1-account/x.ts', 'bin/x.ts', 'build/x.ts'])(
    'ends at 100 lines in %s',
    async (filePath) => {
      const [result] = await linter.lintText(`export function f() {\n${'f();\n'.repeat(100)}}\n`, {
        filePath,
      });
      expect(result?.messages).toHaveLength(1);
    },
  );
});
