import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { builtProgram } from '../lab/run-built.ts';

/** What a process took. Memory is the peak resident set, from /proc. */
export interface Taken {
  seconds: number;
  cpuSeconds: number;
  megabytes: number;
}

/** Runs `ses-doctor history` with one question; its home is `folder`. */
export async function history(
  folder: string,
  args: readonly string[],
  question = 'overview',
): Promise<Taken> {
  const ran = await timed(folder, [builtProgram, 'history', ...args, '--question', question, '--json']);
  if (ran.exitCode !== 0) throw new Error(`exit code ${ran.exitCode}`);
  return ran;
}

/** Runs Node.js and watches it. */
export async function timed(folder: string, args: readonly string[]): Promise<Taken & { exitCode: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], HOME: folder, CI: 'true' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peak = 0;
  let cpuSeconds = 0;
  const watch = setInterval(() => {
    cpuSeconds = Math.max(cpuSeconds, cpuSecondsOf(child.pid));
    peak = Math.max(peak, peakMegabytes(child.pid));
  }, 20);
  const exitCode = await new Promise<number>((resolve) =>
    child.on('close', (code) => {
      resolve(code ?? -1);
    }),
  );
  clearInterval(watch);
  return { seconds: (performance.now() - started) / 1000, cpuSeconds, megabytes: peak, exitCode };
}

/** Processor time so far in seconds, of all its threads (proc(5): utime and stime, in hundredths); 0 when it is gone. */
function cpuSecondsOf(pid: number | undefined): number {
  try {
    const [, fields = ''] = /\) (.*)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
    return (user + system) / 100;
  } catch {
    return 0;
  }
}

/** The peak so far, as the kernel counts it; 0 when the process is gone. */
function peakMegabytes(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
