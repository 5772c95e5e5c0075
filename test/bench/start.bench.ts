/*
 * What a start costs beside an empty start of Node, and of what parts it is made: `npm run bench -- start`.
 *
 * Method: `--version`, and `explain` of one line, are started in turn with an empty start, 31 times each, without
 * NODE_EXTRA_CA_CERTS (which costs Node 20 about 60 ms a start). On this Node, and on 20, 22 and 24 from npm's `node` package
 * where it can be had; the compile cache is warm, as after any first start. Beside wall time (medians) stands the CPU time of
 * the process (user and system, medians), which a busy machine lengthens less.
 *
 * The parts are programs of their own, started in turn with the others (start-floor.cjs): one that only reads and deserialises
 * the pack and the cache that the line needs, one that runs its parts as well, one that reads the line as well. What is left is
 * signals, words, report, text and the end. The floor is an empty start and the first of them: less than its code nothing can
 * load. A bound holds where the ratio does, or where the start is within 10 % of that floor. A cold `check` beside its longest
 * chain of questions is measured by check.bench.ts, which takes root.
 *
 * Exits 1 when a bound is broken. Close other programs first; the load is printed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';
import { nodeOf } from '../package/node-versions.ts';

const times = 31;
const mostForVersion = 1.3;
const mostForExplain = { 20: 2, 22: 1.6, 24: 1.6 } as const;
const mostOverFloor = 1.1;
const floorProgram = join(import.meta.dirname, 'start-floor.cjs');
const line = '535 Authentication Credentials Invalid';

buildIfNeeded();
const home = mkdtempSync(join(tmpdir(), 'ses-doctor-bench-'));
try {
  for (const major of [20, 22, 24] as const) {
    const node = nodeOf(major);
    if (node === null) process.stdout.write(`Node ${major}: not to be had here, not measured\n`);
    else measure(node, major);
  }
} finally {
  rmSync(home, { recursive: true });
}

/** The numbers of the parts of a pack that export these names, as a list with commas. */
function partsThatExport(pack: string, names: readonly string[]): string {
  const parts = readFileSync(pack, 'latin1').split(/^(?=\d+:function\()/m);
  const numbers = names.map((name) => {
    const found = parts.find((part) => new RegExp(`module\\.exports=\\{[^}]*\\b${name}\\b`).test(part));
    if (found === undefined) throw new Error(`no part exports ${name}`);
    return Number.parseInt(found, 10);
  });
  return numbers.join(',');
}

function measure(node: string, major: keyof typeof mostForExplain): void {
  once(node, [builtProgram, 'explain', line], 1);
  const chunks = join(dirname(builtProgram), 'chunks');
  const cache = join(home, '.cache', 'ses-doctor');
  const pack = readdirSync(chunks).find((name) => name.startsWith('explain.')) ?? '';
  const begun = partsThatExport(join(chunks, pack), [
    'explainCommand',
    'stagesOf',
    'renderText',
    'readSymptom',
  ]);
  const floor = (parts: string): readonly string[] => [floorProgram, chunks, cache, parts, begun, line, pack];
  const programs = {
    empty: [['-e', ''], 0],
    version: [[builtProgram, '--version'], 0],
    loaded: [floor('load'), 0],
    evaluated: [floor('evaluate'), 0],
    read: [floor('read'), 0],
    explain: [[builtProgram, 'explain', line], 1],
  } as const;
  const costs = Object.fromEntries(Object.keys(programs).map((name) => [name, [] as Cost[]]));
  for (let index = 0; index < times; index++)
    for (const [name, [args, expected]] of Object.entries(programs))
      costs[name]?.push(once(node, args, expected));
  const of = (name: keyof typeof programs): Cost => ({
    wall: median(costs[name]?.map(({ wall }) => wall) ?? []),
    cpu: median(costs[name]?.map(({ cpu }) => cpu) ?? []),
  });
  process.stdout.write(
    `Node ${major}: empty ${ms(of('empty'))}, load ${loadavg()[0]?.toFixed(1) ?? '?'} (CPU in brackets)\n`,
  );
  say('--version', of('version'), of('empty'), mostForVersion, null);
  say('explain of one line', of('explain'), of('empty'), mostForExplain[major], of('loaded'));
  const parts = [
    ['an empty start', 'empty', null],
    ['reading and deserialising what the line needs', 'loaded', 'empty'],
    ['running it: tables, classes, lists of words', 'evaluated', 'loaded'],
    ['reading the line: what each reader looks for', 'read', 'evaluated'],
    ['signals, words of the checks, report, text, end', 'explain', 'read'],
  ] as const;
  for (const [what, one, before] of parts) {
    const cost = before === null ? of(one) : difference(of(one), of(before));
    process.stdout.write(`    ${ms(cost).padStart(16)}  ${what}\n`);
  }
}

interface Cost {
  wall: number;
  cpu: number;
}

function difference(one: Cost, other: Cost): Cost {
  return { wall: one.wall - other.wall, cpu: one.cpu - other.cpu };
}

function ms({ wall, cpu }: Cost): string {
  return `${wall.toFixed(1)} ms (${cpu.toFixed(1)})`;
}

function say(what: string, cost: Cost, base: Cost, most: number, floor: Cost | null): void {
  const ratio = cost.wall / base.wall;
  const overFloor = floor === null ? Infinity : cost.wall / floor.wall;
  const holds = ratio <= most || overFloor <= mostOverFloor;
  if (!holds) process.exitCode = 1;
  const beside =
    floor === null ? '' : `; ${overFloor.toFixed(2)} times the floor of ${ms(floor)}, bound ${mostOverFloor}`;
  process.stdout.write(
    `  ${what} ${ms(cost)}: ${ratio.toFixed(2)} times (${(cost.cpu / base.cpu).toFixed(2)}), bound ${most}${beside}: ${holds ? 'holds' : 'BROKEN'}\n`,
  );
}

/** Starts a program once. Its wall and its CPU time are the shell's, which waits for it alone. */
function once(node: string, args: readonly string[], expected: number): Cost {
  // `time` knows milliseconds alone, a fortieth of what is measured here.
  const timed =
    'TIMEFORMAT="%3U %3S"; begin=$EPOCHREALTIME; time "$@" >/dev/null 2>/dev/null; code=$?; ' +
    'echo "$begin $EPOCHREALTIME" >&2; exit $code';
  const { status, stderr } = spawnSync('bash', ['-c', timed, 'bash', node, ...args], {
    env: { PATH: process.env['PATH'], HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== expected) throw new Error(`node ${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  const [user = 0, system = 0, begin = 0, end = 0] = stderr.trim().split(/\s/).map(Number);
  return { wall: (end - begin) * 1000, cpu: (user + system) * 1000 };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
