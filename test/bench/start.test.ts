import { spawnSync } from 'node:child_process';
import { beforeAll, expect, it } from 'vitest';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';

/**
 * What `ses-doctor --version` costs beside an empty start of Node.
 *
 * Method: both are started in turn, 15 times each, without NODE_EXTRA_CA_CERTS (which costs Node 20 about 60 ms a
 * start). The fastest of each are compared: whatever else the machine does can only make a start slower.
 */
const times = 15;
const most = 1.3;

beforeAll(buildIfNeeded, 60_000);

it(`costs at most ${most} times an empty start`, () => {
  const empty: number[] = [];
  const version: number[] = [];
  for (let index = 0; index < times; index++) {
    empty.push(millisecondsOf(['-e', '']));
    version.push(millisecondsOf([builtProgram, '--version']));
  }
  expect(Math.min(...version) / Math.min(...empty)).toBeLessThanOrEqual(most);
}, 60_000);

function millisecondsOf(args: readonly string[]): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, {
    env: { PATH: process.env['PATH'] },
    stdio: 'ignore',
  });
  expect(status).toBe(0);
  return performance.now() - started;
}
