/*
 * What `ses-doctor --version` costs beside an empty start of Node. Run by hand: npx tsx test/bench/start.bench.ts
 *
 * Method: both are started in turn, 31 times each, without NODE_EXTRA_CA_CERTS (which costs Node 20 about 60 ms a
 * start), and the medians are compared: the version may cost 1.3 times the empty start. Close other programs first.
 *
 * Exits 1 when the bound is broken.
 */
import { spawnSync } from 'node:child_process';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';

const times = 31;
const most = 1.3;

buildIfNeeded();
const empty: number[] = [];
const version: number[] = [];
for (let index = 0; index < times; index++) {
  empty.push(millisecondsOf(['-e', '']));
  version.push(millisecondsOf([builtProgram, '--version']));
}
const ratio = median(version) / median(empty);
process.stdout.write(
  `empty ${median(empty).toFixed(1)} ms, --version ${median(version).toFixed(1)} ms: ${ratio.toFixed(2)} times (at most ${most})\n`,
);
process.exitCode = ratio <= most ? 0 : 1;

function millisecondsOf(args: readonly string[]): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, {
    env: { PATH: process.env['PATH'] },
    stdio: 'ignore',
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(status)}`);
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
