/*
 * How fast event records become answers. Run by hand:
 *
 *   npx tsx test/bench/history.bench.ts [megabytes] [millions]     1000 MB of lines and 50 million records of Parquet
 *
 * Method: a file of lines (plain events), and one with each event in SNS, are read by `ses-doctor history --question
 * overview` and, in turn with it, by the baseline: a process that cuts the same file into lines and calls JSON.parse on
 * each. Medians of three, starts included; the processor time of both is told beside, for machines that are busy. Then the cache of the first file, and a table of Parquet of that many records
 * made by DuckDB, with overview and dead addresses. Memory is the peak resident set, from /proc.
 *
 * Bounds: overview 0.6 of the baseline for plain events and 2.0 for SNS, under 600 MB, also where
 * the cache is written; a tenth of it from the cache; of 50
 * million records the overview 15 s, dead addresses 60 s, under 1.5 GB. Exits 1 when a bound is broken.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { DuckDBInstance } from '@duckdb/node-api';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { eventsOf } from '../lab/history/events.ts';
import { builtProgram } from '../lab/run-built.ts';

const megabytes = Number(process.argv[2] ?? 1000);
const millions = Number(process.argv[3] ?? 50);
const runs = 3;

const baseline = `(async () => {
let rest = '', sum = 0;
const decoder = new TextDecoder();
for await (const chunk of require('node:fs').createReadStream(process.argv[1])) {
  const lines = (rest + decoder.decode(chunk, { stream: true })).split('\\n');
  rest = lines.pop();
  for (const line of lines) sum += Object.keys(JSON.parse(line)).length;
}
console.log(sum);
})()`;

buildIfNeeded();
const folder = mkdtempSync(join(tmpdir(), 'ses-doctor-bench-'));
const broken: string[] = [];
const say = (what: string, holds: boolean): void => {
  if (!holds) broken.push(what);
  process.stdout.write(`${what}: ${holds ? 'holds' : 'BROKEN'}\n`);
};
try {
  process.stdout.write(`load ${loadavg()[0]?.toFixed(1) ?? '?'}\n`);
  for (const [name, wrap, most] of [
    ['plain events', (event: object) => event, 0.6],
    [
      'events in SNS',
      (event: object) => ({
        Type: 'Notification',
        TopicArn: 'arn:aws:sns:eu-west-1:111122223333:ses',
        Message: JSON.stringify(event),
      }),
      2,
    ],
  ] as const) {
    const file = join(folder, 'events.ndjson');
    writeEvents(file, wrap);
    const bare: number[] = [];
    const ours: number[] = [];
    const [bareCpu, ourCpu]: [number[], number[]] = [[], []];
    let memory = 0;
    for (let run = 0; run < runs; run += 1) {
      const parsed = await timed(['--input-type=commonjs', '-e', baseline, file]);
      bare.push(parsed.seconds);
      bareCpu.push(parsed.cpuSeconds);
      const asked = await history([file]);
      ours.push(asked.seconds);
      ourCpu.push(asked.cpuSeconds);
      memory = Math.max(memory, asked.megabytes);
    }
    const ratio = median(ours) / median(bare);
    say(
      `${name}, ${megabytes} MB: JSON.parse ${median(bare).toFixed(1)} s, overview ${median(ours).toFixed(1)} s, ${ratio.toFixed(2)} times (bound ${most})`,
      ratio <= most,
    );
    process.stdout.write(
      `${name}: processor time ${median(bareCpu).toFixed(1)} s and ${median(ourCpu).toFixed(1)} s, ${(median(ourCpu) / median(bareCpu)).toFixed(2)} times\n`,
    );
    say(`${name}: ${memory.toFixed(0)} MB (bound 600)`, memory <= 600);
    if (most < 1) {
      const cache = join(folder, 'cache');
      const kept = await history([file, '--cache', cache]);
      say(
        `the run that writes the cache: ${kept.seconds.toFixed(1)} s, ${kept.megabytes.toFixed(0)} MB (bound 600)`,
        kept.megabytes <= 600,
      );
      const { seconds } = await history([file, '--cache', cache]);
      say(
        `from the cache ${seconds.toFixed(1)} s, ${(seconds / median(bare)).toFixed(2)} times (bound 0.1)`,
        seconds / median(bare) <= 0.1,
      );
    }
    rmSync(file);
  }
  const table = join(folder, 'events.parquet');
  await makeTable(table);
  for (const [question, most] of [
    ['overview', 15],
    ['dead-addresses', 60],
  ] as const) {
    const { seconds, megabytes: peak } = await history([table], question);
    say(`${millions} million records, ${question}: ${seconds.toFixed(1)} s (bound ${most})`, seconds <= most);
    say(`${millions} million records, ${question}: ${peak.toFixed(0)} MB (bound 1500)`, peak <= 1500);
  }
  process.stdout.write(`load ${loadavg()[0]?.toFixed(1) ?? '?'}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = broken.length > 0 ? 1 : 0;

async function history(
  args: readonly string[],
  question = 'overview',
): Promise<{ seconds: number; cpuSeconds: number; megabytes: number }> {
  const ran = await timed([builtProgram, 'history', ...args, '--question', question, '--json']);
  if (ran.exitCode !== 0) throw new Error(`exit code ${ran.exitCode}`);
  return ran;
}

/** Writes events until the file has its size. */
function writeEvents(path: string, wrap: (event: object) => object): void {
  const file = openSync(path, 'w');
  let written = 0;
  for (let seed = 1; written < megabytes * 1024 * 1024; seed += 1) {
    let lines: string[] = [];
    for (const event of eventsOf({ seed, days: 5, perDay: 10_000 })) {
      lines.push(JSON.stringify(wrap(event)));
      if (lines.length < 2000) continue;
      written += writeSync(file, `${lines.join('\n')}\n`);
      lines = [];
      if (written >= megabytes * 1024 * 1024) break;
    }
  }
  closeSync(file);
}

/** The flat table, made by DuckDB: five million addresses, a month of days, of each message a Send and an end, two percent bounces. */
async function makeTable(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const connection = await instance.connect();
  await connection.run(`COPY (
    SELECT sent + to_seconds(i % 2 * 3) AS happened, sent,
      CASE WHEN i % 2 = 0 THEN 'Send' WHEN isBounce THEN 'Bounce' ELSE 'Delivery' END AS type, 1::BIGINT AS nth,
      '0102018f0a0b0c0d-11111111-2222-3333-4444-' || mail AS message_id, 'user' || (mail * 7919 % 5000000) || '@' || ['gmail.com', 'outlook.com', 'company.example'][mail % 3 + 1] AS recipient,
      ['gmail.com', 'outlook.com', 'company.example'][mail % 3 + 1] AS domain, 'example.com' AS identity, 'marketing' AS configuration_set,
      'campaign-' || (mail % 20) AS campaign, '192.0.2.' || (mail % 8) AS ip,
      CASE WHEN isBounce THEN 'Permanent' END AS kind, CASE WHEN isBounce THEN 'General' END AS sub_kind,
      CASE WHEN isBounce THEN '5.1.1' END AS status, CASE WHEN isBounce THEN 'smtp; 550 5.1.1 user unknown' END AS reply,
      CASE WHEN isBounce THEN 'smtp; 550 5.1.1 user unknown' END AS reply_key, false AS automated, NULL::VARCHAR AS extra
    FROM (SELECT i, i // 2 AS mail, i % 2 = 1 AND i // 2 % 50 = 0 AS isBounce,
      TIMESTAMP '2026-10-01' + to_milliseconds((i // 2 * 5184000000 / ${millions * 1_000_000})::BIGINT) AS sent
      FROM range(${millions * 1_000_000}) t(i))) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`);
  connection.closeSync();
  instance.closeSync();
}

async function timed(
  args: readonly string[],
): Promise<{ seconds: number; cpuSeconds: number; megabytes: number; exitCode: number }> {
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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
