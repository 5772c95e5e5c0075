/*
 * What a start costs beside an empty start of Node: `npm run bench -- start`.
 *
 * Method: `--version`, and `explain` of one line, are started in turn with an empty start, 31 times each, without
 * NODE_EXTRA_CA_CERTS (which costs Node 20 about 60 ms a start), and the medians are compared. On this Node, and on 20 and
 * 24 from npm's `node` package where it can be had; the compile cache is warm, as after any first start. A cold `check`
 * beside its longest chain of questions is measured by check.bench.ts, which takes root.
 *
 * Exits 1 when a bound is broken. Close other programs first; the load is printed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';
import { nodeOf } from '../package/node-versions.ts';

const times = 31;
const mostForVersion = 1.3;
const mostForExplain = { 20: 2, 22: 1.6, 24: 1.6 } as const;
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

function measure(node: string, major: keyof typeof mostForExplain): void {
  const [empty, version, explain]: [number[], number[], number[]] = [[], [], []];
  millisecondsOf(node, [builtProgram, 'explain', line], 1);
  for (let index = 0; index < times; index++) {
    empty.push(millisecondsOf(node, ['-e', ''], 0));
    version.push(millisecondsOf(node, [builtProgram, '--version'], 0));
    explain.push(millisecondsOf(node, [builtProgram, 'explain', line], 1));
  }
  const base = median(empty);
  process.stdout.write(
    `Node ${major}: empty ${base.toFixed(1)} ms, load ${loadavg()[0]?.toFixed(1) ?? '?'}\n`,
  );
  say('--version', median(version), base, mostForVersion);
  say('explain of one line', median(explain), base, mostForExplain[major]);
}

function say(what: string, ms: number, base: number, most: number): void {
  const ratio = ms / base;
  if (ratio > most) process.exitCode = 1;
  process.stdout.write(
    `  ${what} ${ms.toFixed(1)} ms: ${ratio.toFixed(2)} times, bound ${most}: ${ratio <= most ? 'holds' : 'BROKEN'}\n`,
  );
}

function millisecondsOf(node: string, args: readonly string[], expected: number): number {
  const started = performance.now();
  const { status } = spawnSync(node, args, {
    env: { PATH: process.env['PATH'], HOME: home },
    stdio: 'ignore',
  });
  if (status !== expected) throw new Error(`node ${args.join(' ')} ended with ${String(status)}`);
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
