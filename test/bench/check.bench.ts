/*
 * A cold `check` of all four stages with the built program: one identity, one recipient, everything answers after 50 ms.
 * Run by hand: npx tsx test/bench/check.bench.ts
 *
 * Method: the lab (AWS, resolver, zone servers, five SMTP ports) runs in a process of its own, with 50 ms before each of
 * its answers, and before each of its SMTP replies. The built program is started 15 times, without NODE_EXTRA_CA_CERTS
 * (which costs Node 20 about 60 ms a start); the wall time is that of the process from start to end. The longest chain
 * of questions is `chain` of the report, as --verbose prints it. Wall time and ratio are medians; memory is the largest
 * resident set of all runs, from GNU time where it is installed, else from /proc, read every 10 ms. An empty start of
 * Node is measured in turn with the runs, to tell how busy the machine is.
 *
 * The parts of the wall time, all medians: an empty start; reading and compiling the packs of the bundle that a check loads, as a
 * program of its own without a cache (start-floor.cjs), in turn with the runs; what else is before the first question and behind
 * the last answer; the longest chain; and what the run takes beside its chain. The floor is start, packs and chain. The bound of
 * the ratio holds also within 10 % of that floor.
 *
 * Exits 1 when a bound is broken. Takes root: zone servers listen on port 53.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { loadavg } from 'node:os';
import type { Report } from '../../src/model/report.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';
import { labAway } from './lab-away.ts';

const times = 15;
const mostMs = 1500;
const mostRatio = 1.4;
const mostOverFloor = 1.1;
const mostMegabytes = 150;

buildIfNeeded();
const lab = await labAway('distant', 53);
const command = [
  builtProgram,
  'check',
  ...lab.args,
  ...['--identity', 'example.com', '--recipient', 'someone@receiver.example', '--format', 'json'],
];

const chunks = join(dirname(builtProgram), 'chunks');
const packs = readdirSync(chunks).filter((name) =>
  /^(?:start|cli|check|probes|checklist|aws)\.\w+\.cjs$/.test(name),
);
const loading = [join(import.meta.dirname, 'start-floor.cjs'), chunks, '', 'load', '', '', ...packs];

const walls: number[] = [];
const loads: number[] = [];
const runs: number[] = [];
const chains: number[] = [];
const ratios: number[] = [];
const empties: number[] = [];
let memory = 0;
let last: Report | null = null;
for (let index = 0; index < times; index++) {
  empties.push((await timed(['-e', ''])).ms);
  loads.push((await timed(loading)).ms);
  const run = await timed(command);
  const report = JSON.parse(run.stdout) as Report;
  const chain = chainOf(report);
  walls.push(run.ms);
  ratios.push(run.ms / chain);
  chains.push(chain);
  runs.push(report.durationMs);
  memory = Math.max(memory, run.megabytes);
  last = report;
}
lab.stop();

const verdict = (holds: boolean): string => (holds ? 'holds' : 'BROKEN');
const [wall, ratio] = [median(walls), median(ratios)];
const [empty, load, inRun, chain] = [median(empties), median(loads), median(runs), median(chains)];
const floor = load + chain;
const holds = [
  wall <= mostMs,
  ratio <= mostRatio || wall <= mostOverFloor * floor,
  memory <= mostMegabytes,
] as const;
process.stdout.write(
  [
    `verdict ${last?.verdict ?? '?'}, empty start of Node ${median(empties).toFixed(0)} ms, load ${loadavg()[0]?.toFixed(1) ?? '?'}`,
    `wall ${wall.toFixed(0)} ms, bound ${mostMs} ms: ${verdict(holds[0])}`,
    `wall / longest chain ${ratio.toFixed(2)}, bound ${mostRatio}; ${(wall / floor).toFixed(2)} times the floor of ${floor.toFixed(0)} ms, bound ${mostOverFloor}: ${verdict(holds[1])}`,
    ...[
      [empty, 'an empty start'],
      [load - empty, 'reading and compiling the packs that a check loads'],
      [chain, 'the longest chain of questions'],
      [inRun - chain, 'the run beside its chain: clients made, answers read, checks, joining'],
      [wall - inRun - load, 'flags, running the packs, report, text, end'],
    ].map(([ms, what]) => `    ${Number(ms).toFixed(0).padStart(5)} ms  ${what ?? ''}`),
    `memory ${memory.toFixed(0)} MB, bound ${mostMegabytes} MB: ${verdict(holds[2])}`,
    `the chain of the last run: ${last?.chain.map(({ fact, durationMs }) => `${fact} ${durationMs}`).join(', ') ?? ''}`,
    '',
  ].join('\n'),
);
process.exitCode = holds.every(Boolean) ? 0 : 1;

function chainOf({ chain }: Report): number {
  return chain.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

async function timed(args: readonly string[]): Promise<{ ms: number; megabytes: number; stdout: string }> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', CI: 'true', ...lab.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let megabytes = 0;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, residentMegabytes(child.pid));
  }, 10);
  const ended = new Promise<void>((resolve) =>
    child.on('close', () => {
      resolve();
    }),
  );
  let stdout = '';
  for await (const chunk of child.stdout) stdout += String(chunk);
  await ended;
  clearInterval(watch);
  return { ms: performance.now() - started, megabytes, stdout };
}

/** The peak so far, as the kernel counts it; 0 when the process is gone. */
function residentMegabytes(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
