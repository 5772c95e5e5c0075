/*
 * How many domains a second are checked, and what one costs. Run by hand: npx tsx test/bench/domains.bench.ts
 *
 * Method: the lab runs in a process of its own: its resolver, zone servers and AWS API answer without delay, on
 * loopback, and share the machine with what is measured. The built program is given 200 sound domains,
 * `check --only inbox --identity … --identity …`, in a process of its own; once to warm the files, then five times, in turn with
 * a run of one domain. The rate is 200 divided by the median of the report's `durationMs`; the rate of the whole process, its
 * start and the writing of the report included, stands beside it. CPU a domain is that of the process with 200 domains less that
 * with one, by 199; memory is the largest resident set (usage.cjs, from getrusage).
 * Baseline: the same number of DNS questions as the run put, through node:dns against the same resolver, all at once.
 * Floor: the CPU that as many questions and calls cost when nothing is made of their answers (domains-floor.ts).
 *
 * Exits 1 when a bound is broken; for the rate 150 a second, or 6 ms of our own CPU a domain, or the floor and 10 %. Takes root:
 * zone servers listen on port 53.
 */
import { execFileSync, spawn } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Report } from '../../src/model/report.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';
import { labAway } from './lab-away.ts';

const domains = 200;
const runs = 5;
const leastRate = 150;
const mostCpuMs = 6;
const mostOverFloor = 1.1;
const mostMegabytes = 200;

buildIfNeeded();
const lab = await labAway('crowded', 53);
const folder = mkdtempSync(join(tmpdir(), 'ses-doctor-bench-'));

await run(domains);
const before = await lab.count();
const results = [];
for (let index = 0; index < runs; index++) results.push(await run(domains));
const after = await lab.count();
const alone = [];
for (let index = 0; index < runs; index++) alone.push(await run(1));
const questions = Math.round((after.questions - before.questions) / runs);
const calls = Math.round((after.calls - before.calls) / runs);
const seconds = median(results.map(({ report }) => report.durationMs)) / 1000;
const process_ = median(results.map(({ ms }) => ms)) / 1000;
const megabytes = Math.max(...results.map((result) => result.megabytes));
const startMs = median(alone.map(({ cpuMs }) => cpuMs));
const cpuMs = (median(results.map((one) => one.cpuMs)) - startMs) / (domains - 1);
const floor = floorOf();
const floorMs = (floor.dns + floor.aws) / domains;
const baseline = await plainLookups(questions);
lab.stop();
rmSync(folder, { recursive: true });

const verdict = (holds: boolean): string => (holds ? 'holds' : 'BROKEN');
const rate = domains / seconds;
const isQuick = rate >= leastRate || cpuMs <= mostCpuMs || cpuMs <= mostOverFloor * floorMs;
process.stdout.write(
  [
    `verdict ${results[0]?.report.verdict ?? '?'}, ${questions} DNS questions and ${calls} AWS calls a run, load ${loadavg()[0]?.toFixed(1) ?? '?'}`,
    `${rate.toFixed(0)} domains a second (${(domains / process_).toFixed(0)} with start and output), bound ${leastRate}; ${cpuMs.toFixed(1)} ms of our own CPU a domain, bound ${mostCpuMs}; ${(cpuMs / floorMs).toFixed(2)} times the floor, bound ${mostOverFloor}: ${verdict(isQuick)}`,
    `    ${(floor.dns / domains).toFixed(2)} ms  ${(questions / domains).toFixed(0)} DNS questions: a packet made, sent, received and read, and nothing else`,
    `    ${(floor.aws / domains).toFixed(2)} ms  ${(calls / domains).toFixed(1)} calls of AWS by the SDK: signed, sent, read, and nothing else`,
    `    ${(cpuMs - floorMs).toFixed(2)} ms  facts, checks, report: the same question once, its clock and retries, what the answers mean`,
    `    (${startMs.toFixed(0)} ms start, one domain and its report, once a run)`,
    `${(questions / seconds).toFixed(0)} questions a second; node:dns alone: ${(questions / baseline).toFixed(0)}`,
    `memory ${megabytes.toFixed(0)} MB, bound ${mostMegabytes} MB: ${verdict(megabytes <= mostMegabytes)}`,
    '',
  ].join('\n'),
);
process.exitCode = isQuick && megabytes <= mostMegabytes ? 0 : 1;

/** Milliseconds of CPU for as many questions and calls alone. */
function floorOf(): { dns: number; aws: number } {
  const endpoint = lab.args[lab.args.indexOf('--endpoint-url') + 1] ?? '';
  const program = join(import.meta.dirname, 'domains-floor.ts');
  const args = [
    '--no-warnings',
    '--import',
    'tsx',
    program,
    lab.resolver,
    String(questions),
    endpoint,
    String(calls),
  ];
  const env = { PATH: process.env['PATH'], HOME: '/nonexistent', ...lab.env };
  const found = Array.from(
    { length: runs },
    () =>
      JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' })) as {
        dns: number;
        aws: number;
      },
  );
  return { dns: median(found.map(({ dns }) => dns)), aws: median(found.map(({ aws }) => aws)) };
}

async function run(count: number): Promise<{ ms: number; cpuMs: number; megabytes: number; report: Report }> {
  const identities = Array.from({ length: count }, (_, number) => ['--identity', `sender${number}.example`]);
  const args = [
    ...['--require', join(import.meta.dirname, 'usage.cjs'), builtProgram],
    ...['check', ...lab.args, ...identities.flat(), '--only', 'inbox', '--format', 'json'],
  ];
  const usage = join(folder, 'usage.json');
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    env: {
      ...{ PATH: process.env['PATH'], HOME: '/nonexistent', CI: 'true', BENCH_USAGE: usage },
      ...lab.env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  await ended;
  const ms = performance.now() - started;
  const report = JSON.parse(Buffer.concat(chunks).toString()) as Report;
  return { ms, report, ...(JSON.parse(readFileSync(usage, 'utf8')) as { cpuMs: number; megabytes: number }) };
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
