/*
 * How many domains a second are checked. Run by hand: npx tsx test/bench/domains.bench.ts
 *
 * Method: the lab runs in a process of its own: its resolver, zone servers and AWS API answer without delay, on
 * loopback, and share the machine with what is measured. The built program is given 200 sound domains,
 * `check --only inbox --identity … --identity …`, in a process of its own; once to warm the files, then five times. The
 * rate is 200 divided by the median of the report's `durationMs`; the rate of the whole process, its start and the
 * writing of the report included, stands beside it. Memory is the peak resident set, from /proc.
 * Baseline: the same number of DNS questions as the run put, through node:dns against the same resolver, all at once.
 *
 * Exits 1 when a bound is broken. Takes root: zone servers listen on port 53.
 */
import { spawn } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import process from 'node:process';
import type { Report } from '../../src/model/report.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';
import { labAway } from './lab-away.ts';

const domains = 200;
const runs = 5;
const leastRate = 150;
const mostMegabytes = 200;

buildIfNeeded();
const lab = await labAway('crowded', 53);
const identities = Array.from({ length: domains }, (_, number) => ['--identity', `sender${number}.example`]);
const args = [
  builtProgram,
  'check',
  ...lab.args,
  ...identities.flat(),
  '--only',
  'inbox',
  '--format',
  'json',
];

await run();
const before = await lab.count();
const results = [];
for (let index = 0; index < runs; index++) results.push(await run());
const after = await lab.count();
const questions = Math.round((after.questions - before.questions) / runs);
const seconds = median(results.map(({ report }) => report.durationMs)) / 1000;
const process_ = median(results.map(({ ms }) => ms)) / 1000;
const megabytes = Math.max(...results.map((result) => result.megabytes));
const baseline = await plainLookups(questions);
lab.stop();

const verdict = (holds: boolean): string => (holds ? 'holds' : 'BROKEN');
const rate = domains / seconds;
process.stdout.write(
  [
    `verdict ${results[0]?.report.verdict ?? '?'}, ${questions} DNS questions and ${Math.round((after.calls - before.calls) / runs)} AWS calls a run, load ${loadavg()[0]?.toFixed(1) ?? '?'}`,
    `${rate.toFixed(0)} domains a second (${(domains / process_).toFixed(0)} with start and output), bound ${leastRate}: ${verdict(rate >= leastRate)}`,
    `${(questions / seconds).toFixed(0)} questions a second; node:dns alone: ${(questions / baseline).toFixed(0)}`,
    `memory ${megabytes.toFixed(0)} MB, bound ${mostMegabytes} MB: ${verdict(megabytes <= mostMegabytes)}`,
    '',
  ].join('\n'),
);
process.exitCode = rate >= leastRate && megabytes <= mostMegabytes ? 0 : 1;

async function run(): Promise<{ ms: number; megabytes: number; report: Report }> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', CI: 'true', ...lab.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let megabytes = 0;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, peakMegabytes(child.pid));
  }, 10);
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  clearInterval(watch);
  const report = JSON.parse(Buffer.concat(chunks).toString()) as Report;
  return { ms: performance.now() - started, megabytes, report };
}

/** The peak so far, as the kernel counts it; 0 when the process is gone. */
function peakMegabytes(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Seconds for as many TXT questions through Node's own resolver. */
async function plainLookups(count: number): Promise<number> {
  const resolver = new Resolver();
  resolver.setServers([lab.resolver]);
  const started = performance.now();
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      resolver.resolveTxt(`_dmarc.sender${index % domains}.example`).catch(() => []),
    ),
  );
  return (performance.now() - started) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
