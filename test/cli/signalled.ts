import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtProgram } from '../lab/run-built.ts';

/** How a run of the built program ended that got a signal. */
interface Signalled {
  status: number | null;
  /** The signal that the system ended it by, since nothing of ours listened; else null. */
  by: string | null;
  /** Whether its handlers had been up before. */
  listened: boolean;
  stdout: string;
  stderr: string;
}

interface SignalledOptions {
  signal: 'SIGINT' | 'SIGTERM';
  /** Milliseconds until the signal comes, from when the process begins or from when its handlers are up. */
  delay: number;
  from: 'beginning' | 'handlers';
  /** Holds what the program writes. */
  folder: string;
  /** Its entry; that of dist/ where none is given. */
  program?: string;
  /** Added to what it is run with. */
  env?: Readonly<Record<string, string>>;
}

/**
 * Runs the built program and sends it a signal. It tells itself when its handlers are up, so that a slow machine is not taken for a
 * program that does not listen. Standard input stays open.
 */
export async function signalled(
  args: readonly string[],
  { signal, delay, from, folder, env = {}, program = builtProgram }: SignalledOptions,
): Promise<Signalled> {
  const child = spawn(process.execPath, ['-r', tellsWhenUp(folder), program, ...args], {
    env: { PATH: process.env['PATH'], HOME: folder, CI: 'true', AWS_EC2_METADATA_DISABLED: 'true', ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  let [stdout, stderr, told] = ['', '', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<[number | null, string | null]>((done) =>
    child.on('close', (status, by) => {
      done([status, by]);
    }),
  );
  const up = new Promise<void>((done) =>
    (child.stdio[3] as Readable).on('data', (chunk: Buffer) => {
      told += chunk.toString();
      if (told.includes(signal)) done();
    }),
  );
  if (from === 'handlers') await Promise.race([up, ended]);
  await sleep(delay);
  child.kill(signal);
  const [status, by] = await ended;
  return { status, by, listened: told.includes(signal), stdout, stderr };
}

/** A script for `node -r` that names each signal that the program listens for, once it does. */
function tellsWhenUp(folder: string): string {
  const path = join(folder, 'tells-when-up.cjs');
  // Runs beside each other share it.
  if (existsSync(path)) return path;
  writeFileSync(
    path,
    `if (require('node:worker_threads').isMainThread) {
  const on = process.on;
  process.on = function (name, ...more) {
    const result = on.call(this, name, ...more);
    if (/^SIG/.test(name)) require('node:fs').writeSync(3, name + '\\n');
    return result;
  };
}
`,
  );
  return path;
}
